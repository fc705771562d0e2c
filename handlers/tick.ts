import { tickFunction } from '../src/functions/tick-function.ts';
import { deployed, handle } from './deployed.ts';

export const handler = handle(tickFunction(deployed));
