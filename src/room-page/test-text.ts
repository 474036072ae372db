/** A story as a scenario of the project: an element of the list in src/simulator/scenarios/<macro>.ts. */
import { actions, initialState, prepare, stateAfter } from './actions';
import type { Expectation, Recording, Scene } from './protocol';
import { productName, simulatedScreens } from './room-choice';
import { literal, statementsOf } from './source-text';

export function asTest({ scene, expected }: Recording): string {
  const lines = [
    `  // For the list in src/simulator/scenarios/${scene.macro}.ts.`,
    '  {',
    `    name: 'room-page-${hashOf(JSON.stringify(scene))}',`,
    `    title: ${literal(titleOf(scene))},`,
    `    plan: ${literal(planOf(scene))},`,
    '    async play(room) {',
    ...bodyOf(scene, expected).map((line) => `      ${line}`),
    '    },',
    '  },',
  ];
  return `${lines.join('\n')}\n`;
}

function titleOf({ room }: Scene): string {
  return `A story of the room page: ${productName(room.product)} on ${room.firmware}`;
}

function planOf({ room }: Scene): unknown {
  return { product: room.product, firmware: room.firmware, screens: simulatedScreens(room) };
}

function bodyOf(scene: Scene, expected: readonly Expectation[]): readonly string[] {
  const lines = [...statementsOf((room) => prepare(room, scene))];
  lines.push(`room.start(${literal(scene.settings)});`);
  let state = initialState(scene);
  let checked = '';
  const check = (expectation: Expectation | undefined): void => {
    if (!expectation || JSON.stringify(expectation) === checked) return;
    checked = JSON.stringify(expectation);
    lines.push(`same(room.screens(), ${literal(expectation.screens)}, 'the screens');`);
    lines.push(`same(room.phone.dialed.length, ${expectation.dialed}, 'calls that the macro dialed');`);
  };
  scene.story.forEach((step, index) => {
    lines.push(...waiting(step.after));
    check(expected[index]);
    state = stateAfter(state, step);
    const after = state;
    lines.push(...statementsOf((room) => actions[step.action](room, step, after)));
  });
  lines.push(...waiting(scene.rest));
  check(expected[scene.story.length]);
  return lines;
}

function waiting(milliseconds: number): readonly string[] {
  return milliseconds > 0 ? [`await room.wait(${milliseconds / 1000});`] : [];
}

/** A short name that differs from story to story. */
function hashOf(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 0xffffff;
  return hash.toString(36);
}
