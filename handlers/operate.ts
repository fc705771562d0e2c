import { operateFunction } from '../src/functions/operate-function.ts';
import { deployed, handle } from './deployed.ts';

const act = operateFunction(deployed);

export const handler = handle((payload: unknown, { awsRequestId }) =>
  act(payload, awsRequestId, Date.now()),
);
