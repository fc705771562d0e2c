/** A site on the loopback that behaves as it is told, for better or worse. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import type { Certificate } from './certificate.ts';

export interface Site {
  readonly port: number;
  close(): Promise<void>;
}

export function httpSite(listener: RequestListener, address = '127.0.0.1'): Promise<Site> {
  return opened(createHttpServer(listener), address);
}

export function httpsSite(certificate: Certificate, listener: RequestListener): Promise<Site> {
  return opened(createHttpsServer(certificate, listener), '127.0.0.1');
}

/** Every connection is handed in as it is. */
export function tcpSite(take: (socket: Socket) => void): Promise<Site> {
  return opened(createTcpServer(take), '127.0.0.1');
}

async function opened(server: Server, address: string): Promise<Site> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, address, () => listening.resolve());
  await listening.promise;
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      for (const socket of sockets) socket.destroy();
      await closed.promise;
    },
  };
}
