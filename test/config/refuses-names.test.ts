import { type Row, refusing } from './refusing.ts';

const SHOP = 'services.shop';

const FILE: readonly Row[] = [
  ['a misspelt key', 'rateBreak', {}, '', 'did you mean rateBrake'],
  ['a stack name with capitals', 'stack', 'Switchback', '', 'did you mean switchback'],
  ['a stack name that is too long', 'stack', 'a'.repeat(33), '', '1 to 32'],
  ['a Region that does not exist', 'home', 'us-west-9', '', 'did you mean us-west-1'],
  ['a Region of another partition', 'home', 'cn-north-1', '', 'whose alarms Route 53 can follow'],
  ['a Region in capitals', 'home', 'US-WEST-2', '', 'did you mean us-west-2'],
  ['negative acts', 'rateBrake', { acts: -1 }, 'rateBrake.acts', '0 to 100'],
  ['a fraction of an act', 'rateBrake', { acts: 1.5 }, 'rateBrake.acts', 'whole number'],
  ['a window without a unit', 'rateBrake', { window: 3600 }, 'rateBrake.window', '3600s'],
  ['no services', 'services', {}, '', 'at least one service'],
  ['services that are nothing', 'services', undefined, '', 'a mapping of services'],
  ['services as a list', 'services', [], '', 'a mapping of services'],
  ['names in defaults', 'defaults', { names: ['a.example.com'] }, 'defaults.names', 'one of'],
  ['a target in defaults', 'defaults', { primary: { A: '203.0.113.1' } }, 'defaults.primary.A', ''],
  ['a wrong default', 'defaults', { mode: 'of' }, 'defaults.mode', 'auto or observe'],
  ['a default of the wrong kind', 'defaults', [], 'defaults', 'a mapping of'],
];

const IDS: readonly Row[] = [
  ['an id with capitals', 'services.Shop', {}, '', 'did you mean shop'],
  ['an id that begins with a digit', 'services.1shop', {}, '', 'begins with a letter'],
  ['an id that is too long', `services.${'a'.repeat(33)}`, {}, '', '1 to 32'],
  ['an id with an underscore', 'services.my_shop', {}, '', 'hyphens'],
  ['an id in another script', 'services.ѕhop', {}, 'services["ѕhop"]', 'lower-case letters'],
  ['an id that every object has', 'services.constructor', {}, '', 'an id of'],
  ['a service that is nothing', 'services.api', null, '', 'found nothing'],
  ['a service that is a text', 'services.api', 'api.example.com', '', 'a mapping of'],
];

const NAMES: readonly Row[] = [
  ['no name', `${SHOP}.name`, undefined, '', 'name: one DNS name'],
  ['name and names', `${SHOP}.names`, ['a.example.com'], '', 'both name and names'],
  ['no names in a list', `${SHOP}.names`, [], '', 'at least one'],
  ['a name outside the zone', `${SHOP}.name`, 'shop.example.net', '', 'in the zone example.com'],
  ['a name that only ends alike', `${SHOP}.name`, 'notexample.com', '', 'in the zone example.com'],
  ['a wildcard', `${SHOP}.name`, '*.example.com', '', 'no wildcard'],
  ['a blank in a name', `${SHOP}.name`, 'my shop.example.com', '', 'a DNS name'],
  [
    'blanks around a name',
    `${SHOP}.name`,
    ' shop.example.com ',
    '',
    'did you mean shop.example.com',
  ],
  ['an empty label', `${SHOP}.name`, 'shop..example.com', '', 'a DNS name'],
  ['a label of 64', `${SHOP}.name`, `${'a'.repeat(64)}.example.com`, '', 'a DNS name'],
  ['a label that begins with -', `${SHOP}.name`, '-a.example.com', '', 'a DNS name'],
  ['an underscore', `${SHOP}.name`, '_switchback.example.com', '', 'a DNS name'],
  ['a name that is not ASCII', `${SHOP}.name`, 'shöp.example.com', '', 'ASCII'],
  ['a URL for a name', `${SHOP}.name`, 'https://shop.example.com', '', 'a DNS name'],
  ['a number for a name', `${SHOP}.name`, 5, '', 'a DNS name'],
  ['a name of one label', `${SHOP}.name`, 'localhost', '', 'a DNS name'],
  [
    'a name that leaves no room for witnesses',
    `${SHOP}.name`,
    `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(40)}.example.com`,
    '',
    'at most 231',
  ],
  ['no zone', `${SHOP}.zone`, undefined, '', 'the hosted zone of the names'],
  [
    'a zone id in lower case',
    `${SHOP}.zone.id`,
    'z0123456789abc',
    '',
    'did you mean Z0123456789ABC',
  ],
  ['a zone id with another path', `${SHOP}.zone.id`, '/healthcheck/Z012345', '', 'hosted zone'],
  ['a zone id that is too long', `${SHOP}.zone.id`, `Z${'A'.repeat(32)}`, '', 'hosted zone'],
  ['a zone as a text', `${SHOP}.zone`, 'example.com', '', 'a mapping of id, name, nameServers'],
  ['a list of zones', `${SHOP}.zone`, [{ id: 'Z0', name: 'example.com' }], '', 'a mapping of'],
  ['a zone without a name', `${SHOP}.zone.name`, undefined, '', 'a DNS name'],
  ['no name server in a list', `${SHOP}.zone.nameServers`, [], '', 'at least one name server'],
  [
    'five name servers',
    `${SHOP}.zone.nameServers`,
    Array(5).fill('ns.example.net'),
    '',
    'at most 4',
  ],
  ...['ns.example.net:0', 'ns.example.net:65536', 'ns 1', 'dns://ns', '', '[::1]x', 53].map(
    (bad) =>
      [
        `the name server ${JSON.stringify(bad)}`,
        `${SHOP}.zone.nameServers`,
        [bad],
        `${SHOP}.zone.nameServers[0]`,
        'a name server such as',
      ] as const,
  ),
  ['a misspelt key of the zone', `${SHOP}.zone.nam`, 'example.com', '', 'did you mean name'],
];

refusing('the file', FILE);
refusing('ids', IDS);
refusing('names and zones', NAMES);
