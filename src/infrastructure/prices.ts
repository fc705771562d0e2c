/** List prices in US cents, us-east-1; where the number comes from stands beside it. */

/** Where an endpoint stands, as Route 53 bills it; AWS does not publish how it tells. */
export type EndpointPlace = 'aws' | 'elsewhere';

/** A month; Route 53 pricing page, 2026-09-20. */
export const ENDPOINT_CHECK_CENTS: Readonly<Record<EndpointPlace, number>> = {
  aws: 50,
  elsewhere: 75,
};

/** A month for each of HTTPS, string match, 10-second interval and latency graph; same page. */
export const OPTIONAL_FEATURE_CENTS: Readonly<Record<EndpointPlace, number>> = {
  aws: 100,
  elsewhere: 200,
};

/** Base price only, an account, endpoints on AWS only; same page. */
export const FREE_AWS_ENDPOINT_CHECKS = 50;

/** A month for a calculated or alarm-based check: sources disagree ($0.50 or $1.00), no bill was seen. */
export const OTHER_CHECK_CENTS = 50;

/** A month for a standard alarm; CloudWatch price list, 2026-08-06. */
export const ALARM_CENTS = 10;

/** A month for a custom metric; CloudWatch price list, 2026-08-06. */
export const METRIC_CENTS = 30;

/** A month for a dashboard; "Amazon CloudWatch pricing", factualminds.com, 2026-06-13: no page of AWS was seen. */
export const DASHBOARD_CENTS = 300;

/** A month of one CloudWatch API call a minute, at $0.01 a thousand. */
export const CALL_A_MINUTE_CENTS = 44;

/** A month of a function that runs every minute; nothing where Lambda's free tier is not used up. */
export const LAMBDA_CENTS = 22;
