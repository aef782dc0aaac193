export { viewAddress } from './address';
