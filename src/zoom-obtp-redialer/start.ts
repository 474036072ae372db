export { startRedialer as start } from './redialer';
