import { describe, expect, it } from 'vitest';
import { playOrders } from './orders';

describe('redials are limited and never disturb an active call in every order of', () =>
  it.each([1, 2, 3, 4])('%i events', async (events) => {
    expect(await playOrders(events)).toBeGreaterThan(0);
  }));
