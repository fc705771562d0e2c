import { describe, expect, it } from '@jest/globals';
import { explainService, explanations } from '../../src/cli/explain-text.ts';
import type { Service } from '../../src/core/service.ts';
import { aConfiguration, aFailbackPolicy, aService } from '../builders/configuration.ts';
import { switchback } from './switchback.ts';

function explained(overrides: Partial<Service> = {}) {
  const service = aService(overrides);
  return explanations(aConfiguration({ services: [service] }), service);
}

const FAILOVER = { routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) } as const;

describe('what is explained', () => {
  it.each<[string, Partial<Service>, readonly string[]]>([
    [
      'weighted records',
      {},
      [
        'at rest',
        'held by the switch',
        'held by weights',
        'failback, stage 10 %',
        'failback, stage 50 %',
      ],
    ],
    ['failover records', FAILOVER, ['at rest', 'held by the switch']],
    [
      'a last resort that is the secondary',
      { lastResort: 'secondary', failback: aFailbackPolicy({ stages: [100] }) },
      ['at rest', 'held by the switch', 'held by both'],
    ],
  ])('is each place where a service can be: %s', (_, service, places) => {
    expect(explained(service).map(({ place }) => place)).toEqual(places);
  });

  it.each([{}, FAILOVER])('never answers a dead side while the other one lives: %j', (service) => {
    for (const { rows } of explained(service)) {
      const [, primaryDown, secondaryDown] = rows;
      expect(primaryDown?.answers.primary).toBe(0);
      expect(secondaryDown?.answers.secondary).toBe(0);
    }
  });

  it('answers a dead secondary where that is the last resort, on purpose', () => {
    const held = explained({ lastResort: 'secondary' }).find(
      ({ place }) => place === 'held by both',
    );
    expect(held?.rows.map(({ answers }) => answers.secondary)).toEqual([100, 100, 100, 100]);
  });

  it('answers somebody, always, and says why', () => {
    for (const { rows } of [...explained(), ...explained(FAILOVER)]) {
      for (const { answers, because } of rows) {
        expect(answers.primary + answers.secondary).toBeCloseTo(100, 10);
        expect(because).not.toBe('');
      }
    }
  });

  it('fits on a terminal', () => {
    const lines = explainService(aService(), explained());
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines).toContain(
      '  primary unhealthy    secondary 100 %                   no healthy record has weight: then those',
    );
  });
});

describe('switchback explain', () => {
  it('explains the first service, or the one that is named', async () => {
    const [first, named, unknown] = await Promise.all([
      switchback('explain'),
      switchback('explain', 'shop', '--json'),
      switchback('explain', 'nope'),
    ]);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(
      'at rest (weights 100/0, hold switch off): nothing has happened',
    );
    expect(JSON.parse(named.stdout)).toHaveLength(5);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
  });
});
