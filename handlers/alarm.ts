import { alarmFunction } from '../src/functions/alarm-function.ts';
import { deployed, handle } from './deployed.ts';

export const handler = handle(alarmFunction(deployed));
