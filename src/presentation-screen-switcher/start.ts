export { startSwitcher as start } from './switcher';
