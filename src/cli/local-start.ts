/** `switchback local`: the local cloud, until it is stopped or its story is told. */
import { once } from 'node:events';
import { loadConfiguration } from '../config/load.ts';
import type { Configuration } from '../core/service.ts';
import { LocalCloud } from '../local/cloud.ts';
import { Story } from '../local/story/story.ts';
import { Watcher } from '../local/story/watcher.ts';
import { cheatSheet } from './local-cheat-sheet.ts';
import { clientLines, recordLines, storyTeller } from './local-story-text.ts';
import { bundleTemporarily } from './temporary-bundles.ts';

export interface LocalStartOptions {
  readonly config: string;
  readonly port: number;
  readonly speed: number;
  readonly seed: number;
}

type Print = (line: string) => void;

/** Stays until the signal comes. */
export async function stayLocal(
  options: LocalStartOptions,
  stop: AbortSignal,
  print: Print,
): Promise<void> {
  const configuration = loadConfiguration(options.config);
  await using bundles = await bundleTemporarily(configuration);
  const cloud = await LocalCloud.start({ ...options, configuration, ...bundles });
  try {
    for (const line of cheatSheet(cloud)) print(line);
    // It may have come while everything was started.
    if (!stop.aborted) await once(stop, 'abort');
  } finally {
    await cloud.close();
  }
}

/** Answers whether every step was observed. */
export async function tellLocalStory(options: LocalStartOptions, print: Print): Promise<boolean> {
  const configuration = loadConfiguration(options.config);
  await using bundles = await bundleTemporarily(configuration);
  const cloud = await LocalCloud.start({ ...options, configuration, ...bundles });
  try {
    return await tell(cloud, configuration, print);
  } finally {
    await cloud.close();
  }
}

async function tell(
  cloud: LocalCloud,
  { services }: Configuration,
  print: Print,
): Promise<boolean> {
  const [service] = services;
  if (service === undefined) throw new Error('There is no service to tell a story of.');
  const { clock } = cloud.parts;
  const startMs = clock.nowMs();
  print(
    `An outage of ${service.names[0]}, at ${clock.speed} times the speed of this machine's clock.`,
  );
  print(
    'Real sockets, DNS, health checkers and sites; the deployed bundles as functions. No AWS account is touched.',
  );
  print('');
  const end = await new Story(cloud, service, storyTeller(startMs, print)).play();
  print('');
  for (const line of clientLines(end)) print(line);
  print('');
  print('The record of the incident:');
  const timeline = await new Watcher(cloud, service).timeline();
  for (const line of recordLines(service, timeline, startMs)) print(line);
  print('');
  print(
    end.complete
      ? `All ${end.steps} steps were observed. DNS answered ${end.dnsQuestions} questions.`
      : `The story ended after ${end.steps} steps: the next one was not observed.`,
  );
  return end.complete;
}
