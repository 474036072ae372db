/** A story as a scenario of the project: an element of the list in src/simulator/scenarios/<macro>.ts. */
import { actions, initialState, screenOn, stateAfter } from './actions';
import { literal } from './literal';
import { preparationOf } from './preparation';
import type { Expectation, Recording, Scene, Step, StoryStep } from './protocol';
import { outputsOf, productName } from './room-choice';
import type { StoryState } from './actions';

export function asTest({ scene, expected }: Recording): string {
  const lines = [
    `  // For the list in src/simulator/scenarios/${scene.macro}.ts.`,
    '  {',
    `    name: 'room-page-${hashOf(JSON.stringify(scene))}',`,
    `    title: ${literal(titleOf(scene))},`,
    `    plan: ${literal(planOf(scene))},`,
    '    async play(room) {',
    ...bodyOf(scene, expected).map((line) => `      ${line.replaceAll('\n    ', '\n      ')}`),
    '    },',
    '  },',
  ];
  return `${lines.join('\n')}\n`;
}

function titleOf({ room }: Scene): string {
  return `A story of the room page: ${productName(room.product)} on ${room.firmware}`;
}

function planOf({ room }: Scene): unknown {
  const screens = outputsOf(room).flatMap((output) => {
    const screen = screenOn(room, output);
    return screen ? [[output, screen] as const] : [];
  });
  return { product: room.product, firmware: room.firmware, screens: Object.fromEntries(screens) };
}

function bodyOf(scene: Scene, expected: readonly Expectation[]): readonly string[] {
  const lines = preparationOf(scene).map(({ code }) => code);
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
    lines.push(...codeOf(step, state));
  });
  lines.push(...waiting(scene.rest));
  check(expected[scene.story.length]);
  return lines;
}

function waiting(milliseconds: number): readonly string[] {
  return milliseconds > 0 ? [`await room.wait(${milliseconds / 1000});`] : [];
}

function codeOf(step: Step | StoryStep, state: StoryState): readonly string[] {
  if (step.action === 'restart') return [`room.start(${literal(step.settings ?? {})});`];
  const code = actions[step.action].code(step, state);
  return code === '' ? [] : [code];
}

/** A short name that differs from story to story. */
function hashOf(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 0xffffff;
  return hash.toString(36);
}
