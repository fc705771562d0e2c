/** Hosts that lead inside, in every spelling that somebody has got past a guard with (failure model 4.2). */

/** What it is, how it is written in a URL, and the address behind it. */
export type ForbiddenHost = readonly [what: string, host: string, address: string];

/** All of them lead to 127.0.0.1. */
export const LOOPBACK_SPELLINGS: readonly ForbiddenHost[] = [
  ['plain', '127.0.0.1', '127.0.0.1'],
  ['another of the block', '127.255.255.254', '127.255.255.254'],
  ['decimal', '2130706433', '127.0.0.1'],
  ['hexadecimal', '0x7f000001', '127.0.0.1'],
  ['hexadecimal by parts', '0x7f.0x0.0x0.0x1', '127.0.0.1'],
  ['octal', '0177.0.0.1', '127.0.0.1'],
  ['octal as one', '017700000001', '127.0.0.1'],
  ['short', '127.1', '127.0.0.1'],
  ['shorter', '127.0.1', '127.0.0.1'],
  ['mixed', '0x7f.1', '127.0.0.1'],
  ['with a dot behind', '127.0.0.1.', '127.0.0.1'],
  ['ideographic full stops', '127。0。0。1', '127.0.0.1'],
  ['half-width full stops', '127｡0｡0｡1', '127.0.0.1'],
  ['full-width digits', '１２７.0.0.1', '127.0.0.1'],
  ['circled digits', '①②⑦.0.0.1', '127.0.0.1'],
  ['percent signs', '%31%32%37.0.0.1', '127.0.0.1'],
];

export const OTHER_HOSTS: readonly ForbiddenHost[] = [
  ['this host', '0', '0.0.0.0'],
  ['this network', '0.1.2.3', '0.1.2.3'],
  ['private 10/8', '10.0.0.1', '10.0.0.1'],
  ['private 172.16/12', '172.31.255.255', '172.31.255.255'],
  ['private 192.168/16', '192.168.0.1', '192.168.0.1'],
  ['carrier-grade NAT', '100.64.0.1', '100.64.0.1'],
  ['link-local', '169.254.0.1', '169.254.0.1'],
  ['metadata of EC2', '169.254.169.254', '169.254.169.254'],
  ['metadata of EC2, decimal', '2852039166', '169.254.169.254'],
  ['credentials of ECS', '169.254.170.2', '169.254.170.2'],
  ['credentials of EKS', '169.254.170.23', '169.254.170.23'],
  ['Lambda’s own API', '169.254.100.1', '169.254.100.1'],
  ['benchmarking', '198.18.0.1', '198.18.0.1'],
  ['multicast', '224.0.0.1', '224.0.0.1'],
  ['broadcast', '255.255.255.255', '255.255.255.255'],
  ['IPv6 loopback', '[::1]', '::1'],
  ['IPv6 loopback in full', '[0:0:0:0:0:0:0:1]', '::1'],
  ['IPv6 unspecified', '[::]', '::'],
  ['IPv4 mapped', '[::ffff:127.0.0.1]', '::ffff:7f00:1'],
  ['IPv4 mapped, hexadecimal', '[::ffff:7f00:1]', '::ffff:7f00:1'],
  ['public IPv4 mapped', '[::ffff:8.8.8.8]', '::ffff:808:808'],
  ['IPv4 compatible', '[::127.0.0.1]', '::7f00:1'],
  ['IPv4 translated', '[::ffff:0:127.0.0.1]', '::ffff:0:7f00:1'],
  ['NAT64', '[64:ff9b::a9fe:a9fe]', '64:ff9b::a9fe:a9fe'],
  ['local NAT64', '[64:ff9b:1::a9fe:a9fe]', '64:ff9b:1::a9fe:a9fe'],
  ['6to4', '[2002:7f00:1::]', '2002:7f00:1::'],
  ['Teredo', '[2001:0:7f00:1::]', '2001:0:7f00:1::'],
  ['unique local', '[fc00::1]', 'fc00::1'],
  ['metadata by IPv6', '[fd00:ec2::254]', 'fd00:ec2::254'],
  ['credentials of EKS by IPv6', '[fd00:ec2::23]', 'fd00:ec2::23'],
  ['link-local IPv6', '[fe80::1]', 'fe80::1'],
  ['site-local IPv6', '[fec0::1]', 'fec0::1'],
  ['multicast IPv6', '[ff02::1]', 'ff02::1'],
  ['discard', '[100::1]', '100::1'],
];

/** Names of this host itself, without anybody being asked. */
export const LOCAL_NAMES = ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ｌocalhost'];

/** URLs of which a parser and a reader make different things. */
export const TRICK_URLS: readonly (readonly [what: string, url: string])[] = [
  ['the host behind a user', 'https://a.example.net@169.254.169.254/'],
  ['a user and a password', 'https://user:secret@a.example.net/'],
  ['a user that is empty', 'https://@127.0.0.1/'],
  ['backslashes', 'http:\\\\127.0.0.1\\'],
  ['a backslash in the path', 'https://a.example.net\\@127.0.0.1/'],
  ['one slash', 'http:/127.0.0.1/'],
  ['no slash', 'http:127.0.0.1'],
  ['a line break in the host', 'http://127.0.\r\n0.1/'],
  ['a header in the path', 'https://a.example.net/\r\nX-Secret: y'],
  ['a tab in the scheme', 'ht\ttp://127.0.0.1/'],
  ['blanks around', ' http://127.0.0.1/ '],
  ['a fragment', 'https://a.example.net#@127.0.0.1/'],
  ['another port for nobody', 'https://a.example.net:0/'],
  ['a zone index', 'http://[fe80::1%25eth0]/'],
  ['a file', 'file:///proc/self/environ'],
  ['gopher', 'gopher://127.0.0.1:6379/_INFO'],
  ['ftp', 'ftp://127.0.0.1/'],
  ['data', 'data:text/plain,ok'],
  ['a script', 'javascript:1'],
  ['capitals of another scheme', 'FILE:///etc/passwd'],
];
