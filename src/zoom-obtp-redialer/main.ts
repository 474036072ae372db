import given from 'settings-block';
import xapi from 'xapi';
import { codecRuntime } from '../macro/codec-runtime';
import { startRedialer } from './redialer';

startRedialer(xapi, codecRuntime, given);
