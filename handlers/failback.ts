import { commandFunction } from '../src/functions/command-function.ts';
import { deployed, handle } from './deployed.ts';

const act = commandFunction(deployed, ['failback', 'approve', 'abort']);

export const handler = handle((payload: unknown, { awsRequestId }) =>
  act(payload, awsRequestId, Date.now()),
);
