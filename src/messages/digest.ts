/** One message instead of many, when many services have news in the same pass. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import type { OutboxItem, Standing } from '../core/state.ts';
import { byReason } from './because.ts';
import { digestKey } from './digest-key.ts';
import { focusOf } from './focus.ts';
import { type Block, bullets, layOut } from './layout.ts';
import { attribute, type Notification } from './message.ts';
import { secondUtc } from './moment.ts';
import { notificationKey } from './notification.ts';
import { openIncidentOf } from './open-incident.ts';
import { outlooks } from './outlook.ts';
import { secondaryWarning } from './secondary-warning.ts';
import { digestSubject } from './subjects.ts';
import { type Place, taskLines } from './task-lines.ts';
import { tasks } from './tasks.ts';
import { safeName, tell } from './told.ts';
import type { Wording } from './wording.ts';

export interface DigestItem {
  readonly service: Service;
  readonly item: OutboxItem;
}

/** An item with the entry that it is about. */
interface News extends DigestItem {
  readonly focus: Entry;
}

const MOST_SERVICES = 30;
const MOST_GROUPS = 6;
const MOST_WARNINGS = 5;
const MOST_OUTLOOKS = 4;
const MOST_GROUPS_WITH_TASKS = 2;
/** Stands in an attribute where the services of a digest differ. */
const SEVERAL = 'several';

/** One message for all the items; what is the same for many services is said once and counted. */
export function renderDigest(
  wording: Wording,
  configuration: Place,
  items: readonly DigestItem[],
): Notification {
  const news = items.flatMap(({ service, item }): News[] => {
    const focus = focusOf(item.entries);
    return focus === null ? [] : [{ service, item, focus }];
  });
  const groups = byCount(news, ({ service, focus }) =>
    JSON.stringify([service.primary.region, topic(wording, focus)]),
  );
  return {
    key: digestKey(items.map(({ service, item }) => notificationKey(service, item))),
    subject: digestSubject(news.map(({ focus }) => focus)),
    text: layOut([
      { lines: warnings(wording, news) },
      ...happened(wording, news, groups),
      ...ahead(wording, configuration, groups),
    ]),
    attributes: attributes(news),
  };
}

type Groups = readonly (readonly News[])[];

/** Largest group first; groups of one size stay in the order given. */
function byCount(news: readonly News[], keyOf: (one: News) => string): Groups {
  return [...Map.groupBy(news, keyOf).values()].sort((a, b) => b.length - a.length);
}

function topic(wording: Wording, focus: Entry): string {
  return byReason(wording.topics, focus) ?? wording.otherTopic;
}

function warnings(wording: Wording, news: readonly News[]): readonly string[] {
  const lines = news.flatMap(({ service, item, focus }) => {
    const warning = secondaryWarning(wording, service, item.entries, focus);
    return warning === null ? [] : [wording.digest.secondaryFirst(safeName(service.id), warning)];
  });
  return cutList(wording, lines, MOST_WARNINGS);
}

function happened(wording: Wording, news: readonly News[], groups: Groups): readonly Block[] {
  const { digest, headings } = wording;
  const names = cutList(
    wording,
    news.map(({ service }) => safeName(service.id)),
    MOST_SERVICES,
  );
  return [
    { lines: [digest.headline(news.length)] },
    {
      heading: headings.happened(secondUtc(news[0]?.focus.atMs ?? 0)),
      lines: bullets(
        cutList(
          wording,
          groups.map((group) => groupLine(wording, group)),
          MOST_GROUPS,
        ),
      ),
    },
    { heading: digest.services(news.length), lines: [names.join(', ')] },
    { heading: headings.users, lines: bullets(userCounts(wording, news)) },
  ];
}

function groupLine(wording: Wording, group: readonly News[]): string {
  const first = group[0];
  return first === undefined
    ? ''
    : wording.digest.group(
        group.length,
        safeName(first.service.primary.region),
        topic(wording, first.focus),
      );
}

const USERS: readonly Standing['users'][] = ['primary', 'secondary', 'mixed', 'unknown'];

function userCounts(wording: Wording, news: readonly News[]): readonly string[] {
  return USERS.flatMap((where) => {
    const count = news.filter(({ item }) => item.standing.users === where).length;
    return count === 0 ? [] : [wording.digest.users[where](count)];
  });
}

function ahead(wording: Wording, configuration: Place, groups: Groups): readonly Block[] {
  const { headings } = wording;
  const next = cutList(wording, outlookLines(wording, groups.flat()), MOST_OUTLOOKS);
  return [
    { heading: headings.next, lines: bullets(next) },
    {
      heading: headings.toDo,
      lines: groups
        .slice(0, MOST_GROUPS_WITH_TASKS)
        .flatMap((group) => groupTasks(wording, configuration, group)),
    },
  ];
}

function groupTasks(
  wording: Wording,
  configuration: Place,
  [first, ...others]: readonly News[],
): readonly string[] {
  if (first === undefined) return [];
  const { service, item, focus } = first;
  const all = tasks(service, item.standing, focus);
  return [
    wording.digest.forOne(safeName(service.id), others.length),
    ...taskLines(wording, configuration, service, all, openIncidentOf(item)),
  ];
}

/** Sentences that are the same to the letter are one line with a count. */
function outlookLines(wording: Wording, news: readonly News[]): readonly string[] {
  const sentences = news.flatMap(({ service, item, focus }) => {
    const told = tell(wording, service, {});
    return outlooks(service, item.standing, focus).map((code) => wording.outlooks[code](told));
  });
  return [...Map.groupBy(sentences, (sentence) => sentence)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([sentence, same]) => wording.digest.counted(same.length, sentence));
}

function cutList(wording: Wording, lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), wording.digest.more(lines.length - most)];
}

function attributes(news: readonly News[]): Notification['attributes'] {
  const page = news.some(({ focus }) => focus.telling === 'page');
  return {
    service: shared(news.map(({ service }) => attribute(service.id))),
    incident: shared(news.map(({ item }) => attribute(item.incident))),
    kind: page ? 'page' : 'inform',
    phase: shared(news.map(({ item }) => item.standing.phase)),
    action: shared(news.map(({ focus }) => attribute(focus.action))),
  };
}

function shared(values: readonly string[]): string {
  const [first, ...others] = new Set(values);
  return first !== undefined && others.length === 0 ? first : SEVERAL;
}
