import { expect, it } from 'vitest';
import { playOrders } from './orders';

it(
  'redials are limited and never disturb an active call in every order of five events',
  { timeout: 600_000 },
  async () => {
    expect(await playOrders(5)).toBeGreaterThan(0);
  },
);
