/** Command lines of a message, and what they would send. */
export function commandLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('aws '));
}

export interface Invocation {
  readonly region: string;
  readonly functionName: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const INVOKE =
  /^aws lambda invoke --region (\S+) --function-name (\S+) --cli-binary-format raw-in-base64-out --payload '([^']*)' \/dev\/stdout$/;

/** Reads the line as a shell would; `undefined` when it invokes nothing. */
export function invocationOf(line: string): Invocation | undefined {
  const match = INVOKE.exec(line);
  if (match === null) return undefined;
  const [, region = '', functionName = '', payload = ''] = match;
  return { region, functionName, payload: JSON.parse(payload) };
}
