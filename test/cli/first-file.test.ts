import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type FirstService, firstFile, serviceId } from '../../src/cli/first-file.ts';
import { parseConfiguration } from '../../src/config/parse.ts';

const SHOP: FirstService = {
  name: 'shop.example.com',
  zone: { id: 'Z0999', name: 'example.com' },
  primary: { region: 'ap-northeast-1', targets: ['203.0.113.10', '2001:db8:a::10'] },
  secondary: { region: 'us-west-2', targets: ['198.51.100.10', '2001:db8:b::10'] },
  path: '/health',
  email: 'operations@example.com',
};

function shopOf(service: FirstService) {
  const result = parseConfiguration(firstFile(service), 'services.yml');
  return result.ok ? result.configuration.services[0] : result.faults;
}

describe('a first file', () => {
  it('is what was answered, to the loader', () => {
    expect(shopOf(SHOP)).toMatchObject({
      id: 'shop',
      zone: SHOP.zone,
      names: ['shop.example.com'],
      primary: {
        region: 'ap-northeast-1',
        target: { kind: 'values', values: { A: ['203.0.113.10'], AAAA: ['2001:db8:a::10'] } },
      },
      secondary: { region: 'us-west-2' },
    });
  });

  it('has several addresses of one kind, and host names', () => {
    const two = { region: 'us-west-2', targets: ['198.51.100.10', '198.51.100.11'] };
    const primary = { region: 'ap-northeast-1', targets: ['203.0.113.10'] };
    expect(shopOf({ ...SHOP, primary, secondary: two })).toMatchObject({
      secondary: { target: { values: { A: two.targets } } },
    });
    const [one, other] = [
      { ...primary, targets: ['a.example.net'] },
      { ...two, targets: ['b.example.net'] },
    ];
    expect(shopOf({ ...SHOP, primary: one, secondary: other })).toMatchObject({
      primary: { target: { values: { CNAME: ['a.example.net'] } } },
    });
  });

  it('speaks the language that was asked for', () => {
    expect(shopOf(SHOP)).toMatchObject({ language: 'en' });
    expect(shopOf({ ...SHOP, language: 'ja' })).toMatchObject({ language: 'ja' });
  });

  it('says how to be told where nobody is', () => {
    const { email: _, ...quiet } = SHOP;
    expect(firstFile(quiet)).toContain('# notify:\n#   - email: ');
    expect(parse(firstFile(quiet))).not.toHaveProperty('notify');
  });

  it('is YAML that says exactly what was answered, whatever that is', () => {
    const unit = fc.constantFrom(...' \n:#{}[],"\'-?&*!|>%@`~\\', '0', '9', 'e', 'n', 'é', '東');
    const words = fc.oneof(fc.string({ minLength: 1 }), fc.string({ minLength: 1, unit }));
    fc.assert(
      fc.property(words, words, (one, other) => {
        const service = {
          ...SHOP,
          path: one,
          email: other,
          zone: { id: other, name: one },
          primary: { region: one, targets: [other] },
        };
        const file = parse(firstFile(service));
        expect(file.notify).toEqual([{ email: other }]);
        expect(file.services.shop).toMatchObject({
          zone: service.zone,
          healthCheck: { path: one },
        });
        expect(file.services.shop.primary.region).toBe(one);
      }),
    );
  });
});

describe('the id of a service', () => {
  it.each([
    ['shop.example.com', 'shop'],
    ['SHOP_eu.example.com', 'shop-eu'],
    ['_x.example.com', 'x'],
    ['---.example.com', 'service'],
    [`${'a'.repeat(40)}.example.com`, 'a'.repeat(32)],
    [`${'a'.repeat(31)}--b.example.com`, 'a'.repeat(31)],
  ])('of %s is %s', (name, id) => {
    expect(serviceId(name)).toBe(id);
  });
});
