/** A notification on its way to an HTTP endpoint (SNS Developer Guide, "HTTP/HTTPS notification JSON format"). */
import type { VirtualClock } from '../virtual-clock.ts';
import type { InboxMessage, Subscription } from './inbox.ts';

/** SNS's default delivery policy: three retries, 20 seconds apart. */
const RETRIES = 3;
const RETRY_AFTER_MS = 20_000;
/** SNS gives an endpoint 15 seconds, which here are this machine's: the endpoint does not know the account's time. */
const PATIENCE_MS = 15_000;

/** Nobody waits for it; what cannot be delivered is given up after the retries, as SNS does without a dead-letter queue. */
export function deliverByHttp(
  subscription: Subscription,
  message: InboxMessage,
  clock: VirtualClock,
  retriesLeft = RETRIES,
): void {
  void post(subscription, message).then((delivered) => {
    if (delivered || retriesLeft === 0) return;
    clock.after(RETRY_AFTER_MS, () => deliverByHttp(subscription, message, clock, retriesLeft - 1));
  });
}

async function post(subscription: Subscription, message: InboxMessage): Promise<boolean> {
  try {
    const response = await fetch(subscription.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'text/plain; charset=UTF-8',
        'x-amz-sns-message-type': 'Notification',
        'x-amz-sns-message-id': message.messageId,
        'x-amz-sns-topic-arn': message.topicArn,
        'x-amz-sns-subscription-arn': subscription.arn,
      },
      body: JSON.stringify(notification(message)),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Without a signature: nobody here could check one. */
function notification({ messageId, topicArn, subject, message, atMs, attributes }: InboxMessage) {
  const listed = Object.entries(attributes).map(([name, Value]) => [
    name,
    { Type: 'String', Value },
  ]);
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: new Date(atMs).toISOString(),
    MessageAttributes: Object.fromEntries(listed),
  };
}
