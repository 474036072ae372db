import { given } from 'settings-block';
import xapi from 'xapi';
import { codecRuntime } from '../macro/codec-runtime';
import { start } from './start';

start(xapi, codecRuntime, given);
