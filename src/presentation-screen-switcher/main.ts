import given from 'settings-block';
import xapi from 'xapi';
import { codecRuntime } from '../macro/codec-runtime';
import { startSwitcher } from './switcher';

startSwitcher(xapi, codecRuntime, given);
