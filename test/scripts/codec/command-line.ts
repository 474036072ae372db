export { PASSWORD } from '../../codec-tool/command-line';
