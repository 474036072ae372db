import { it } from 'vitest';
import { playOrders } from './orders';

it('every repair ends in exactly one of four ways after five events in every order', () => {
  playOrders(5);
});
