/** The plain shape of a message: a first line, then headed blocks with an empty line between them. */

export interface Block {
  readonly heading?: string;
  readonly lines: readonly string[];
}

/** Blocks without lines are left out. */
export function layOut(blocks: readonly Block[]): string {
  return blocks
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => [...(heading === undefined ? [] : [heading]), ...lines].join('\n'))
    .join('\n\n');
}

/** Each as an item of a list. */
export function bullets(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}
