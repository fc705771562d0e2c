import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { FUNCTIONS } from '../../src/infrastructure/functions.ts';
import type { Osls } from '../../src/plugin/osls.ts';
import { addResources, settle } from '../../src/plugin/settings.ts';

const SHOP = {
  zone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.com' },
  primary: { region: 'ap-northeast-1', A: '203.0.113.10' },
  secondary: { region: 'eu-west-1', A: '198.51.100.10' },
};

let serviceDir: string;

beforeEach(() => {
  serviceDir = mkdtempSync(join(tmpdir(), 'switchback-'));
});

afterEach(() => rmSync(serviceDir, { recursive: true }));

function oslsWith(file: object): Osls {
  writeFileSync(
    join(serviceDir, 'services.yml'),
    stringify(file, { aliasDuplicateObjects: false }),
  );
  const functions = Object.fromEntries(FUNCTIONS.map((id) => [id, {}]));
  const processedInput = { commands: ['package'] };
  return { serviceDir, processedInput, service: { provider: {}, functions } } as unknown as Osls;
}

describe('what follows from services.yml', () => {
  const file = { stack: 'pay', services: { shop: { name: 'shop.example.com', ...SHOP } } };

  it('is the stack, its Region and the names of the functions', () => {
    const osls = oslsWith(file);
    settle(osls, {});
    expect(osls.service.provider).toMatchObject({ stackName: 'pay', region: 'eu-west-1' });
    expect(osls.service.functions.failback).toMatchObject({
      name: 'pay-failback',
      role: 'FailbackRole',
      timeout: 30,
    });
  });

  it('is not another Region than home', () => {
    expect(() => settle(oslsWith(file), { region: 'us-east-2' })).toThrow('home is eu-west-1');
    expect(() => settle(oslsWith(file), { region: 'eu-west-1' })).not.toThrow();
  });

  it('is nothing when the file has faults, and all of them are said', () => {
    const bad = { services: { shop: { ...SHOP, name: 'no name', ttl: 5 } } };
    expect(() => settle(oslsWith(bad), {})).toThrow(/shop\.name[\s\S]*shop\.ttl[\s\S]*2 faults/);
  });

  it('is refused when AWS would refuse it and does not raise the limit', () => {
    const services = Object.fromEntries(
      Array.from({ length: 101 }, (_, index) => [
        `shop-${index}`,
        { name: `shop-${index}.example.com`, ...SHOP },
      ]),
    );
    const osls = oslsWith({ services });
    expect(() => addResources(osls, settle(osls, {}))).toThrow('parameters of ears: 203');
  });
});
