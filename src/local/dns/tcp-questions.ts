/** Questions over one TCP connection: as many as the client likes, in pieces of any size. */
import type { Socket } from 'node:net';

const LENGTH_BYTES = 2;
/** A client that says nothing for so long, in this machine's time, is gone. */
const IDLE_MS = 10_000;

/** `respond` answers `undefined` where nothing is said. */
export function serveTcp(socket: Socket, respond: (message: Buffer) => Buffer | undefined): void {
  let received: Buffer = Buffer.alloc(0);
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  // Clients hang up as they like.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const replies: Buffer[] = [];
    for (let whole = firstMessage(received); whole; whole = firstMessage(received)) {
      received = received.subarray(LENGTH_BYTES + whole.length);
      const reply = respond(whole);
      if (reply) replies.push(lengthOf(reply), reply);
    }
    if (replies.length > 0 && !socket.write(Buffer.concat(replies))) waitForDrain(socket);
  });
}

/** Who asks and does not read is not listened to. */
function waitForDrain(socket: Socket): void {
  socket.pause();
  socket.once('drain', () => socket.resume());
}

function firstMessage(received: Buffer): Buffer | undefined {
  if (received.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + received.readUInt16BE(0);
  return received.length < end ? undefined : received.subarray(LENGTH_BYTES, end);
}

function lengthOf(message: Buffer): Buffer {
  const length = Buffer.allocUnsafe(LENGTH_BYTES);
  length.writeUInt16BE(message.length, 0);
  return length;
}
