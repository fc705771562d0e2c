/** Runs of the production functions: started, left to their waiting, killed at their time-out, judged at their return. */
import type { Command } from '../src/core/command.ts';
import { alarmFunction } from '../src/functions/alarm-function.ts';
import { type CommandReply, commandFunction } from '../src/functions/command-function.ts';
import { operateFunction } from '../src/functions/operate-function.ts';
import { logLines } from '../src/functions/pass-report.ts';
import type { Deployed } from '../src/functions/run-pass.ts';
import { tickFunction } from '../src/functions/tick-function.ts';
import { type Pass, reconcile } from '../src/reconcile/reconcile.ts';
import { CallFaults } from './call-faults.ts';
import type { Ground } from './ground.ts';
import { judgeLines, judgePass, judgeReturn } from './invariants/runs.ts';
import { aLook, type Invocation, type WokenBy } from './invocation.ts';
import { Seam, type Stale } from './seam.ts';
import { Odds } from './streams.ts';

/** Lambda's time-out of these functions. */
const TIMEOUT_MS = 30_000;

export class Invocations {
  readonly #ground: Ground;
  readonly #faults: CallFaults;
  readonly #stale: Stale = new Map();
  readonly #skewed: Odds | null;
  #started = 0;
  #underWay = new Set<Seam>();
  /** Which of the bundles runs; both, while a deployment is under way. */
  bundle: 'first' | 'second' | 'both' = 'first';
  newCode = false;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#faults = new CallFaults(ground);
    const rate = ground.swarm.passes.skewed;
    this.#skewed = rate === 0 ? null : new Odds(ground.streams.of('skewed passes'), rate);
  }

  get started(): number {
    return this.#started;
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  tick(): void {
    void this.#run('tick', (deployed) => tickFunction(deployed)());
  }

  alarm(event: unknown): void {
    void this.#run('alarm', (deployed) => alarmFunction(deployed)(event));
  }

  /** Answers what the operator is told; nothing when the function died. */
  command(
    payload: unknown,
    requestId: string,
    isFailback: boolean,
  ): Promise<CommandReply | undefined> {
    return this.#run('command', (deployed, nowMs) => {
      const act = isFailback
        ? commandFunction(deployed, ['failback', 'approve', 'abort'])
        : operateFunction(deployed);
      return act(payload, requestId, nowMs) as Promise<CommandReply>;
    });
  }

  async #run<T>(
    wokenBy: WokenBy,
    act: (deployed: Deployed, nowMs: number) => Promise<T>,
  ): Promise<T | undefined> {
    const ground = this.#ground;
    const invocation = this.#invocation(wokenBy);
    const seam = new Seam(ground, invocation, this.#faults, this.#stale);
    const deployed: Deployed = {
      configuration: invocation.configuration,
      runPass: (command) => this.#pass(seam, command),
      log: (line) => judgeLines(ground, [line]),
    };
    this.#underWay.add(seam);
    ground.stirred = true;
    ground.afterwards(() => this.#killInTime(seam));
    try {
      const result = await act(deployed, ground.nowMs + invocation.skewMs);
      judgeReturn(ground, seam, null);
      return result;
    } catch (cause) {
      judgeReturn(ground, seam, cause);
      return undefined;
    } finally {
      seam.finish();
      this.#underWay.delete(seam);
    }
  }

  async #pass(seam: Seam, command: Command | null): Promise<Pass> {
    const { invocation, ground } = seam;
    invocation.look = aLook(ground.nowMs, command);
    const pass = await reconcile(invocation.configuration, seam.ports, command);
    judgePass(ground, seam, pass);
    judgeLines(ground, logLines(pass));
    return pass;
  }

  #invocation(wokenBy: WokenBy): Invocation {
    const { nowMs, streams, bundles } = this.#ground;
    this.#started += 1;
    const choice = this.bundle === 'both' ? coin(streams.of('bundles').share()) : this.bundle;
    return {
      number: this.#started,
      wokenBy,
      configuration: bundles[choice],
      isNewCode: this.newCode && streams.of('new code').share() < 0.5,
      startedAtMs: nowMs,
      skewMs: this.#drawSkew(),
      look: aLook(nowMs, null),
    };
  }

  #drawSkew(): number {
    const { calm, swarm, streams, injected } = this.#ground;
    if (calm || this.#skewed === null) return 0;
    const hit = this.#skewed.hit();
    const { usualMs, extremeMs } = swarm.skew;
    const most = hit && extremeMs > 0 ? extremeMs : usualMs;
    if (most === 0) return 0;
    injected.set('pass skewed', (injected.get('pass skewed') ?? 0) + 1);
    return streams.of('skew of passes').whole({ min: -most, max: most });
  }

  /** A frozen environment has no time of its own: what it was frozen for does not count. */
  #killInTime(seam: Seam): void {
    const ground = this.#ground;
    const { startedAtMs } = seam.invocation;
    const look = () => {
      if (!this.#underWay.has(seam)) return;
      const dueMs = startedAtMs + TIMEOUT_MS + seam.frozenMs;
      if (ground.nowMs < dueMs && seam.isAlive) {
        ground.agenda.at(dueMs, look);
        return;
      }
      this.#bury(seam);
    };
    ground.agenda.at(startedAtMs + TIMEOUT_MS, look);
  }

  #bury(seam: Seam): void {
    const ground = this.#ground;
    seam.kill();
    this.#underWay.delete(seam);
    ground.inject('pass died', `#${seam.invocation.number}${seam.died ? ` at ${seam.died}` : ''}`);
    noteDeath(ground, seam);
  }
}

function noteDeath(ground: Ground, { invocation, died }: Seam): void {
  for (const truth of ground.truth.services.values()) {
    const own = truth.state && truth.history.get(truth.state.version);
    if (own?.invocation !== invocation) continue;
    if (truth.state?.records?.progress.status !== 'wanted') continue;
    const landed = truth.lastLanding?.version === truth.state.records.decidedAtVersion;
    ground.reach(landed ? 'crash between change and settling' : 'crash between intent and change');
    if (landed && (died === 'publish' || died === 'addTimeline')) {
      ground.reach('crash between change and telling');
    }
  }
}

function coin(share: number): 'first' | 'second' {
  return share < 0.5 ? 'first' : 'second';
}
