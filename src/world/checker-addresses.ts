/** Where Route 53's checkers come from: AWS's published ranges (GetCheckerIpRanges), two a Region. */
import { CHECKER_REGIONS } from '../config/regions.ts';
import type { CheckerRegion } from '../route53/health-check.ts';

const RANGES: Readonly<Record<CheckerRegion, readonly [string, string]>> = {
  'us-east-1': ['54.243.31.192/26', '107.23.255.0/26'],
  'us-west-1': ['54.183.255.128/26', '54.241.32.64/26'],
  'us-west-2': ['54.244.52.192/26', '54.245.168.0/26'],
  'eu-west-1': ['54.228.16.0/26', '176.34.159.192/26'],
  'ap-southeast-1': ['54.251.31.128/26', '54.255.254.192/26'],
  'ap-southeast-2': ['54.252.79.128/26', '54.252.254.192/26'],
  'ap-northeast-1': ['54.248.220.0/26', '54.250.253.192/26'],
  'sa-east-1': ['54.232.40.64/26', '177.71.207.128/26'],
};

const ADDRESSES_PER_RANGE = 64;

/** All ranges, as GetCheckerIpRanges lists them. */
export function checkerRanges(): readonly string[] {
  return CHECKER_REGIONS.flatMap((region) => RANGES[region]);
}

/** An address of its own for the checker of that number in a Region; its ranges take turns. */
export function checkerAddress(region: CheckerRegion, number: number): string {
  const range = RANGES[region][number % 2] ?? RANGES[region][0];
  const [network = '', first = 0] = splitLast(range.replace(/\/\d+$/, ''));
  return `${network}.${first + 1 + (Math.floor(number / 2) % (ADDRESSES_PER_RANGE - 2))}`;
}

function splitLast(address: string): readonly [string, number] {
  const dot = address.lastIndexOf('.');
  return [address.slice(0, dot), Number(address.slice(dot + 1))];
}
