import { describe, expect, it } from '@jest/globals';
import type {
  CloudFormation,
  StackEvent,
  StackInput,
} from '../../src/deployment/cloud-formation.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { deployEars, removeEars } from '../../src/plugin/ears-stack.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { wholeStacks } from '../infrastructure/whole-stacks.ts';

const configuration = aConfiguration();
const { primary, secondary } = logicalIds(aService());
const heartbeat = wholeStacks(configuration).home.Outputs.HeartbeatCheckId?.Value as {
  Ref: string;
};
const homeIds = new Map([
  [primary.health, 'check-1'],
  [secondary.health, 'check-2'],
  [heartbeat.Ref, 'check-3'],
]);

interface Script {
  /** One after the other, the last one for ever; `undefined`: no stack. */
  readonly statuses: readonly (string | undefined)[];
  readonly events?: readonly StackEvent[];
  readonly changes?: boolean;
}

/** CloudFormation that plays statuses back and notes what it was asked to do. */
function scripted({ statuses, events = [], changes = true }: Script) {
  const done: string[] = [];
  const inputs: StackInput[] = [];
  const left = [...statuses];
  const stacks: CloudFormation = {
    stack: async () => {
      const status = left.length > 1 ? left.shift() : left[0];
      return status === undefined ? undefined : { status };
    },
    template: async () => undefined,
    physicalIds: async () => new Map(),
    events: async () => events,
    create: async (input) => {
      done.push('create');
      inputs.push(input);
    },
    update: async (input) => {
      done.push('update');
      inputs.push(input);
      return changes;
    },
    remove: async () => {
      done.push('remove');
    },
  };
  return { stacks, done, inputs };
}

function deploy(stacks: CloudFormation) {
  return deployEars({
    stacks,
    configuration,
    homeIds,
    place: async (TemplateBody) => ({ TemplateBody }),
    nowMs: 0,
    everyMs: 0,
    report: () => {},
  });
}

describe('ears', () => {
  it('is made with the ids of the checks in home', async () => {
    const { stacks, done, inputs } = scripted({
      statuses: [undefined, 'CREATE_IN_PROGRESS', 'CREATE_COMPLETE'],
    });
    expect(await deploy(stacks)).toBe('made');
    expect(done).toEqual(['create']);
    expect(inputs[0]).toMatchObject({
      StackName: 'switchback-ears',
      Parameters: [
        { ParameterKey: primary.healthCheckId, ParameterValue: 'check-1' },
        { ParameterKey: secondary.healthCheckId, ParameterValue: 'check-2' },
        { ParameterKey: 'HeartbeatCheckId', ParameterValue: 'check-3' },
      ],
    });
  });

  it('is changed where it is, or left as it is', async () => {
    const changed = scripted({ statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] });
    expect(await deploy(changed.stacks)).toBe('changed');
    const same = scripted({ statuses: ['CREATE_COMPLETE'], changes: false });
    expect(await deploy(same.stacks)).toBe('unchanged');
  });

  it('is made anew over what a first try has left', async () => {
    const { stacks, done } = scripted({
      statuses: ['ROLLBACK_COMPLETE', undefined, 'CREATE_COMPLETE'],
    });
    expect(await deploy(stacks)).toBe('made');
    expect(done).toEqual(['remove', 'create']);
  });

  it('says why it could not be made: causes first, without what was cancelled because of them, or is old', async () => {
    const event = (atMs: number, logicalId: string, reason: string): StackEvent => ({
      atMs,
      logicalId,
      type: 'AWS::Events::Rule',
      status: 'CREATE_FAILED',
      reason,
    });
    const { stacks } = scripted({
      statuses: [undefined, 'ROLLBACK_COMPLETE'],
      events: [
        event(3, 'Third', 'Resource creation cancelled'),
        event(2, 'Second', 'no such bus'),
        event(1, 'First', 'not authorized'),
        event(-1, 'Before', 'long ago'),
      ],
    });
    await expect(deploy(stacks)).rejects.toThrow(
      [
        'The stack switchback-ears is ROLLBACK_COMPLETE.',
        'First (AWS::Events::Rule): not authorized',
        'Second (AWS::Events::Rule): no such bus',
      ].join('\n'),
    );
  });

  it('is removed, and nothing is done where it is not', async () => {
    const there = scripted({ statuses: ['CREATE_COMPLETE', 'DELETE_IN_PROGRESS', undefined] });
    const how = { nowMs: 0, everyMs: 0, report: () => {} };
    await removeEars(there.stacks, configuration, how);
    expect(there.done).toEqual(['remove']);
    const gone = scripted({ statuses: [undefined] });
    await removeEars(gone.stacks, configuration, how);
    expect(gone.done).toEqual([]);
  });

  it('that cannot be removed is said so', async () => {
    const { stacks } = scripted({ statuses: ['CREATE_COMPLETE', 'DELETE_FAILED'] });
    await expect(
      removeEars(stacks, configuration, { nowMs: 0, everyMs: 0, report: () => {} }),
    ).rejects.toThrow('switchback-ears');
  });
});
