/** One site: a listener that speaks HTTP, HTTPS or nothing at all, in the condition that it was last put in. */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { VirtualClock } from '../virtual-clock.ts';
import type { BlackHoles } from './black-holes.ts';
import { Replies } from './replies.ts';
import type { SiteCertificates } from './site-certificates.ts';
import type { SiteCondition } from './site-condition.ts';
import { cannotListen } from './site-fault.ts';
import type { SitePlan } from './site-plan.ts';

interface SiteNeeds {
  readonly clock: VirtualClock;
  readonly certificates: SiteCertificates;
  readonly blackHoles: BlackHoles;
}

export class Site {
  readonly plan: SitePlan;
  /** Requests, or connections where there are no requests. */
  requests = 0;
  readonly #needs: SiteNeeds;
  readonly #replies: Replies;
  /** Never listens itself: connections are handed to it, so that they outlive the listener. */
  readonly #speaker: { take(socket: Socket): void; https?: HttpsServer };
  readonly #sockets = new Set<Socket>();
  #listener: Server | undefined;
  #condition: SiteCondition = 'up';
  /** One change after the other. */
  #changed: Promise<void> = Promise.resolve();

  constructor(plan: SitePlan, needs: SiteNeeds) {
    this.plan = plan;
    this.#needs = needs;
    this.#replies = new Replies(plan, needs.clock);
    this.#speaker = this.#makeSpeaker();
  }

  get condition(): SiteCondition {
    return this.#condition;
  }

  /** Rejects with `SiteFault`. */
  set(condition: SiteCondition): Promise<void> {
    const change = this.#changed.then(() => this.#change(condition));
    // Whoever asked for a change that fails is told; the next one is made all the same.
    this.#changed = change.catch(() => {});
    return change;
  }

  async close(): Promise<void> {
    await this.#changed;
    this.#deafen();
    this.#hangUp();
  }

  async #change(next: SiteCondition): Promise<void> {
    const before = this.#condition;
    const { host, port } = this.plan;
    if (isDown(next)) await this.#needs.blackHoles.prepare();
    this.#condition = next;
    if (isDown(before) && !isDown(next)) {
      // Its host has started again, and knows nothing of connections from before.
      this.#hangUp();
      await this.#needs.blackHoles.close(host, port);
    }
    if (isDown(next)) {
      this.#deafen();
      if (!isDown(before)) await this.#needs.blackHoles.open(host, port);
      return;
    }
    if (this.#isRefusing(next)) {
      this.#deafen();
      this.#hangUp();
      return;
    }
    this.#showCertificate(next);
    await this.#listen();
  }

  /** A site that only ever says that it is ready says otherwise by not being there. */
  #isRefusing(condition: SiteCondition): boolean {
    if (condition === 'up') return false;
    const isMute = this.plan.protocol === 'tcp';
    return condition.kind === 'refused' || (condition.kind === 'not-ready' && isMute);
  }

  #showCertificate(condition: SiteCondition): void {
    const { good, expired } = this.#needs.certificates;
    const isBad = condition !== 'up' && condition.kind === 'bad-certificate';
    this.#speaker.https?.setSecureContext(isBad ? expired : good);
  }

  async #listen(): Promise<void> {
    if (this.#listener) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const listener = createServer((socket) => this.#take(socket));
    listener.once('error', reject);
    listener.listen({ host: this.plan.host, port: this.plan.port }, resolve);
    try {
      await promise;
      this.#listener = listener;
    } catch (cause) {
      const [{ service, side }] = this.plan.owners;
      throw cannotListen(`The ${side} of ${service}`, this.plan.address, cause);
    }
  }

  /** Connections that stand stay. */
  #deafen(): void {
    this.#listener?.close();
    this.#listener = undefined;
  }

  /**
   * Closed, not reset: libuv refuses to reset a connection that is just being ended (`uv_tcp_close_reset`: EINVAL), and
   * Node.js takes it for closed all the same. Then it never is, and at its end the process turns round for ever.
   */
  #hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // Clients hang up as they like.
    socket.on('error', () => socket.destroy());
    this.#speaker.take(socket);
  }

  #makeSpeaker() {
    if (this.plan.protocol === 'tcp') {
      return {
        take: (socket: Socket) => {
          this.requests += 1;
          socket.resume();
        },
      };
    }
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      this.requests += 1;
      this.#replies.answer(request, response, this);
    };
    if (this.plan.protocol === 'http') {
      const server = createHttp(answer);
      return { take: (socket: Socket) => void server.emit('connection', socket) };
    }
    const https = createHttps(this.#needs.certificates.good, answer);
    // Clients that do not like the certificate say so by hanging up.
    https.on('tlsClientError', (_, socket) => socket.destroy());
    return { take: (socket: Socket) => void https.emit('connection', socket), https };
  }
}

function isDown(condition: SiteCondition): boolean {
  return condition !== 'up' && condition.kind === 'down';
}
