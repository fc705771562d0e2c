/**
 * One pass over all services, whatever woke it: load → observe → decide → limit → save intent → act → tell → settle.
 * The only place that orders effects. Running it again changes nothing that is already so.
 */
import type { Command, CommandAnswer } from '../core/command.ts';
import type { Decision } from '../core/decide.ts';
import { FUNCTION_TIMEOUT_MS } from '../core/limits.ts';
import type { Observation } from '../core/observation.ts';
import type { Configuration } from '../core/service.ts';
import type { ServiceState, Standing } from '../core/state.ts';
import type { Ports } from '../ports.ts';
import { type Actor, changeRecords } from './change-records.ts';
import { concerns, decideAll } from './decide-all.ts';
import { type PassFault, PassFaults } from './faults.ts';
import { type LoadedStates, loadStates } from './load.ts';
import { type Observed, observe } from './observe.ts';
import { type PassTimes, publishSwitches } from './publish-switches.ts';
import { saveStates } from './save.ts';
import { settle } from './settle.ts';
import { type Told, tell } from './tell.ts';
import { tellFrozen } from './tell-frozen.ts';

export interface Pass {
  readonly nowMs: number;
  /** Only of services whose state could be read. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Services whose decision was lost to another pass, or could not be saved: nothing of it was done. */
  readonly notSaved: ReadonlySet<string>;
  /** To the command, by service; a service that could not answer is missing. */
  readonly answers: ReadonlyMap<string, CommandAnswer>;
  /** How things stand after the decision, by service. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** What was seen, by service; only of services whose state could be read. */
  readonly observations: ReadonlyMap<string, Observation>;
  readonly faults: readonly PassFault[];
}

export async function reconcile(
  configuration: Configuration,
  ports: Ports,
  command: Command | null = null,
): Promise<Pass> {
  const nowMs = ports.clock.nowMs();
  const faults = new PassFaults();
  const loaded = await faults.attempt('loading states', () =>
    loadStates(ports.stateStore, configuration.services, nowMs),
  );
  if (loaded === undefined) return emptyPass(nowMs, faults);
  await tellFrozen(configuration, ports, loaded.unreadable, nowMs, faults);
  const services = configuration.services.filter(({ id }) => loaded.states.has(id));
  const observed = await observe(configuration, services, loaded.states, ports, faults);
  if (isTooOld(ports.clock.nowMs() - nowMs, faults)) return emptyPass(nowMs, faults);
  const decisions = decideAll({
    configuration,
    states: loaded.states,
    observations: observed.observations,
    command,
    nowMs,
  });
  const changed = changedStates(loaded, decisions);
  const savingMs = ports.clock.nowMs();
  const { saved } = await saveStates(ports.stateStore, changed.values(), faults);
  const actors = actorsOf(configuration, decisions, observed, changed, saved);
  await carryOut(configuration, ports, actors, observed, { nowMs, savingMs }, faults);
  return {
    nowMs,
    decisions,
    notSaved: new Set([...changed.keys()].filter((id) => !saved.has(id))),
    answers: answersOf(configuration, command, decisions, changed, saved),
    standings: new Map([...decisions].map(([id, { standing }]) => [id, standing])),
    observations: observed.observations,
    faults: faults.all(),
  };
}

/** A pass that stood still while it looked would take what it sees now for what was so when it began. */
function isTooOld(tookMs: number, faults: PassFaults): boolean {
  if (tookMs <= FUNCTION_TIMEOUT_MS) return false;
  faults.add('deciding', new Error(`given up: the look took ${Math.round(tookMs / 1000)} s`));
  return true;
}

function emptyPass(nowMs: number, faults: PassFaults): Pass {
  return {
    nowMs,
    decisions: new Map(),
    notSaved: new Set(),
    answers: new Map(),
    standings: new Map(),
    observations: new Map(),
    faults: faults.all(),
  };
}

function changedStates(
  { states }: LoadedStates,
  decisions: ReadonlyMap<string, Decision>,
): ReadonlyMap<string, ServiceState> {
  const changed = new Map<string, ServiceState>();
  for (const [id, { state }] of decisions) if (state !== states.get(id)) changed.set(id, state);
  return changed;
}

/** Who lost the save leaves everything to the pass that won it. */
function actorsOf(
  configuration: Configuration,
  decisions: ReadonlyMap<string, Decision>,
  { observations }: Observed,
  changed: ReadonlyMap<string, ServiceState>,
  saved: ReadonlySet<string>,
): readonly Actor[] {
  return configuration.services.flatMap((service) => {
    const state = decisions.get(service.id)?.state;
    const observation = observations.get(service.id);
    if (state === undefined || observation === undefined) return [];
    if (changed.has(service.id) && !saved.has(service.id)) return [];
    return [{ service, state, observation, savedHere: saved.has(service.id) }];
  });
}

/** Records and switch go at once, since neither may wait for the other; then people hear of it. */
async function carryOut(
  configuration: Configuration,
  ports: Ports,
  actors: readonly Actor[],
  { zones }: Observed,
  times: PassTimes,
  faults: PassFaults,
): Promise<void> {
  const { nowMs } = times;
  const [changeIds] = await Promise.all([
    changeRecords(ports.records, actors, zones, nowMs, faults),
    publishSwitches(ports.holdSwitches, actors, times, ports.clock.nowMs(), faults),
  ]);
  const told = await tell(configuration, ports, actors, nowMs, faults);
  const done = actors.map(({ service, state }) => ({
    state,
    changeId: changeIds.get(service.id),
    told: told.get(service.id) ?? NOTHING_TOLD,
  }));
  await settle(ports.stateStore, done, faults);
}

const NOTHING_TOLD: Told = { whole: new Set(), sent: new Set() };

function answersOf(
  { services }: Configuration,
  command: Command | null,
  decisions: ReadonlyMap<string, Decision>,
  changed: ReadonlyMap<string, ServiceState>,
  saved: ReadonlySet<string>,
): ReadonlyMap<string, CommandAnswer> {
  const answers = new Map<string, CommandAnswer>();
  for (const service of services) {
    const answer = decisions.get(service.id)?.answer;
    if (!concerns(command, service) || answer == null) continue;
    if (changed.has(service.id) && !saved.has(service.id)) continue;
    answers.set(service.id, answer);
  }
  return answers;
}
