/**
 * The invariants, by the numbers of the failure model and in the design's words. Where the design makes one mean
 * something else, or nothing, it says so here.
 */

export const INVARIANTS = {
  S1: 'After each change of Switchback every record set is still there and the weights add up to more than 0; a name that is deployed is answered.',
  S2: 'Generations and the decisions behind them only go forward in the zone, and none is beyond the saved state.',
  S3: 'What is held stays held: traffic goes back to the primary only by a failback that a person or the configuration asked for.',
  S4: 'An automatic hold begins only on what the pass was itself told: primary left, secondary healthy, armed, mode auto, not paused, nothing odd about the records.',
  S5: 'Every change that lands was saved as intent before it was sent, and no generation lands twice.',
  S6: 'A change names only the service’s own records and its fence, keeps every field but the weight as listed, and is accepted at most once a pass.',
  S7: 'Stages follow the plan; the next one begins only after INSYNC, then the TTL and the bake, then good guards.',
  S8: 'Once the move of an abort or a relapse has landed, nothing older gives traffic to the primary.',
  S9: 'A command id has one effect and one answer; another wish under it, and one too old, is refused.',
  S10: 'Nothing is told that was not saved, copies of a message are the same, and nothing leaves the outbox untold.',
  S11: 'Versions of the state are contiguous, an incident’s id is used once, and entries of the time-line never change.',
  S12: 'Nothing new moves towards a side that the pass was told is bad, or while the state cannot be read.',
  S13: 'A failback goes on only under the configuration that it was started with.',
  S14: 'Nothing new moves while something that the move needs is unknown.',
  S15: 'Automatic acts stay within the rate brake and the cooldown, and a pass makes no more calls than planned.',
  S16: 'Rubbish from outside makes no function throw; what fails is named; subjects are ASCII; no secret of an error is told.',
  S17: 'An event decides nothing: what it wakes gets no command.',
  S18: 'Nothing is pending when a pass returns, and nothing is called after it.',
  S19: 'After the state was restored or lost, nothing new moves until a person has adopted the records.',
  S20: 'Paused, observing, or older than the stored state: nothing new is begun by itself.',
  L1: 'When everything is calm and just one side lives, users are sent to it.',
  L2: 'Records, fence and switch come to rest as intended.',
  L3: 'A failback that nothing stands against is completed in its time.',
  L4: 'What is held stays held for as long as nobody asks; a pause is not forgotten.',
  L5: 'Everything that was decided is told soon after the notifier is back.',
  L6: 'What a dead pass had begun is taken over.',
  L7: 'Ticks alone or events alone are enough.',
  L8: 'Every run of a function sends its heartbeat.',
  L9: 'A healthy world in which nothing happens is left alone: no save, no change, no message.',
  L10: 'After an abort users are off the primary soon, while records can be written and the secondary is healthy.',
} as const;

export type InvariantId = keyof typeof INVARIANTS;

/** Parts of the failure model that have another meaning here, and why. */
export const ADAPTED: readonly string[] = [
  'S3, S4: the model has k of n observations; here Route 53’s own witness decides (design, section 4).',
  'S6: one change a zone and pass; a batch that was refused because of one service is sent again without it.',
  'S8: the design refuses no abort and delays its move while the secondary is not healthy, so L10 counts from then.',
  'S15: cooldown keeps only automatic moves towards the primary apart; hold, relapse and abort ignore it.',
  'S15: lengths of time are measured by the clock of the pass; under skew they hold by that clock, and order holds by version.',
  'S18: time-outs and what is left of an invocation live in the adapters; here calls are seen to be over at the return.',
  'S20: pause and observe stop new acts only; publishing the switch, finishing an intent and leaving a crossing go on.',
  'L4: there is no reminder of a hold, only of a pause; the way back is told once (failbackPossible).',
  'L6: there are no leases; a wish or a message is taken over after one function time-out.',
  'Hand edits are never written over (no reassert): they are paged and adopted by the next command.',
];
