/** S1, S3 on the answers that users get, looked at whenever some name server may answer otherwise. */
import { type Service, SIDES, type Side } from '../../src/core/service.ts';
import type { Ground } from '../ground.ts';
import type { ServiceTruth } from '../service-truth.ts';

/** Until the records that were just made are everywhere. */
const WARM_MS = 5 * 60_000;
/** Values of before may still be judged until then. */
const SWITCH_SLACK_MS = 7 * 60_000;

export type Shares = Readonly<Record<Side, number>>;

export function sharesOf(ground: Ground, service: Service): Shares {
  const shares = { primary: 0, secondary: 0 };
  const answer = ground.world.answer(service.names[0], 'A');
  if (answer?.kind !== 'answer') return shares;
  for (const { set, share } of answer.outcomes) {
    const side = SIDES.find((one) => one === set.SetIdentifier);
    if (side !== undefined) shares[side] += share;
  }
  return shares;
}

export class AnswerWatch {
  readonly #ground: Ground;
  readonly #byName: ReadonlyMap<string, ServiceTruth>;
  readonly #before = new Map<string, string>();
  readonly #shown = new Map<string, string>();
  #version = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#byName = new Map(
      [...ground.truth.services.values()].flatMap((truth) =>
        namesOf(truth.service).map((name) => [name, truth] as const),
      ),
    );
  }

  look(): void {
    const { world } = this.#ground;
    if (world.dnsVersion === this.#version) return;
    this.#version = world.dnsVersion;
    const touched = new Set<ServiceTruth>();
    for (const name of world.takeChangedNames()) {
      const truth = this.#byName.get(name);
      if (truth !== undefined) touched.add(truth);
    }
    for (const truth of touched) this.#judge(truth);
  }

  /** What every name server says of the switch turns only because the state has said so for a while. */
  #judgeSwitch({ service, state, restored }: ServiceTruth): void {
    const ground = this.#ground;
    const answer = ground.world.answer(`_switchback-hold.${service.names[0]}`, 'TXT');
    if (answer?.kind !== 'answer' || answer.outcomes.length !== 1) return;
    const shown = answer.outcomes[0]?.set.ResourceRecords?.[0]?.Value === '"on"' ? 'on' : 'off';
    const before = this.#shown.get(service.id);
    this.#shown.set(service.id, shown);
    if (before === undefined || before === shown || state === undefined || restored) return;
    const { position } = state.holdSwitch;
    const sinceMs = ground.nowMs - (ground.truth.of(service.id).switchedAtMs ?? ground.nowMs);
    if (position === shown || sinceMs < SWITCH_SLACK_MS || ground.swarm.skew.extremeMs > 0) return;
    ground.violate(
      'S3',
      `${service.id}: the switch turned ${shown}, meant to be ${position} for ${sinceMs} ms`,
    );
  }

  #judge(truth: ServiceTruth): void {
    this.#judgeSwitch(truth);
    const ground = this.#ground;
    const { service } = truth;
    const shares = sharesOf(ground, service);
    const text = `${service.id} ${Math.round(shares.primary * 100)}/${Math.round(shares.secondary * 100)}`;
    if (this.#before.get(service.id) !== text) ground.trail.note('answer', text);
    this.#before.set(service.id, text);
    const isWarm = ground.nowMs - ground.startMs > WARM_MS;
    if (
      isWarm &&
      shares.primary + shares.secondary < 0.999 &&
      !truth.edited &&
      truth.lastHandEditMs === 0
    ) {
      ground.violate('S1', `${text}: some users get no answer`);
    }
    this.#judgeHold(truth, shares, text);
  }

  /** Held by records that are INSYNC, with a secondary that every name server takes for healthy. */
  #judgeHold(
    { service, state, lastLanding, edited, restored }: ServiceTruth,
    shares: Shares,
    text: string,
  ): void {
    if (state?.phase !== 'OnSecondary' || edited || restored || shares.primary === 0) return;
    if (lastLanding?.insyncAtMs == null || lastLanding.weights?.primary !== 0) return;
    if (state.records?.generation !== lastLanding.generation || state.records.weights.primary > 0)
      return;
    const witness = this.#ground.world.answer(`_switchback-secondary.${service.names[0]}`, 'TXT');
    if (witness?.kind !== 'answer') return;
    const isHealthy = witness.outcomes.every(({ set }) =>
      set.ResourceRecords?.[0]?.Value.includes('"healthy"'),
    );
    if (isHealthy)
      this.#ground.violate('S3', `${text} although it is held and the secondary is healthy`);
  }
}

function namesOf(service: Service): readonly string[] {
  return [service.names[0], `_switchback-hold.${service.names[0]}`];
}
