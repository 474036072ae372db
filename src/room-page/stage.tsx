/** The wall with the screens, to scale. */
import type { JSX } from 'preact';
import { Action } from './fields';
import { Picture } from './pictures';
import type { Look, ScreenView, Step } from './protocol';

interface StageProps {
  readonly look: Look;
  /** Whether this is the room without the macro. */
  readonly isAlone: boolean;
  readonly onStep: (step: Step) => void;
}

/** The height that the tallest screen may have, in rem. */
const MAX_HEIGHT_REM = 11.5;

export function Stage({ look, isAlone, onStep }: StageProps): JSX.Element {
  const { screens } = look;
  const total = screens.reduce((sum, screen) => sum + heightOf(screen) * screen.aspectRatio, 0);
  const tallest = Math.max(1, ...screens.map(heightOf));
  const columns = screens.map((screen) => `minmax(0, ${heightOf(screen) * screen.aspectRatio}fr)`).join(' ');
  const speaker = screens.find(({ role, shown }) => role === 'First' && shown !== 'off');
  const messages = speaker ?? screens.find(({ shown }) => shown !== 'off');
  return (
    <div class={isAlone ? 'wall alone' : 'wall'}>
      <p class="badge">{isAlone ? 'The codec alone, without the macro' : 'The codec with the macro'}</p>
      <div
        class="screens"
        style={{ maxWidth: `${(total / tallest) * MAX_HEIGHT_REM}rem`, gridTemplateColumns: columns }}
      >
        {screens.map((screen) => (
          <Screen
            key={screen.output}
            screen={screen}
            look={look}
            hasMessages={screen === messages}
            onStep={onStep}
          />
        ))}
        {screens.length === 0 ? <p>There is no screen in this room.</p> : null}
      </div>
      <p class="sr" role="status">
        {[look.line, look.alert].join(' ').trim()}
      </p>
    </div>
  );
}

/** In inches. */
function heightOf({ inches, aspectRatio }: ScreenView): number {
  return inches / Math.hypot(aspectRatio, 1);
}

interface ScreenProps {
  readonly screen: ScreenView;
  readonly look: Look;
  readonly hasMessages: boolean;
  readonly onStep: (step: Step) => void;
}

function Screen({ screen, look, hasMessages, onStep }: ScreenProps): JSX.Element {
  const { output, inches, aspectRatio, role, shown } = screen;
  return (
    <figure class="monitor">
      <div class="frame">
        <div
          class="glass"
          role="img"
          aria-label={`Output ${output}, ${inches} inches: ${shown}`}
          style={{ aspectRatio }}
        >
          <Picture key={shown} shown={shown} />
        </div>
        {hasMessages && look.line !== '' ? <p class="line">{look.line}</p> : null}
        {hasMessages && look.alert !== '' ? <p class="alert">{look.alert}</p> : null}
      </div>
      <figcaption>
        <span>
          Output {output} · <b>{inches}″</b>
        </span>
        <span>{shown === 'off' ? 'off' : role === '' ? '' : `role ${role}`}</span>
        <ScreenActions screen={screen} onStep={onStep} />
      </figcaption>
    </figure>
  );
}

function ScreenActions({
  screen: { output, isPlugged, isAwake, isBuiltIn },
  onStep,
}: Pick<ScreenProps, 'screen' | 'onStep'>): JSX.Element {
  const sleepName = isAwake ? `Put output ${output} to sleep` : `Wake output ${output}`;
  const plugName = isPlugged ? `Unplug output ${output}` : `Plug in output ${output}`;
  return (
    <span class="buttons screen-actions">
      {isPlugged ? (
        <Action onPress={() => onStep({ action: isAwake ? 'sleep' : 'wake', output })}>
          <span aria-hidden="true">{isAwake ? 'Sleep' : 'Wake'}</span>
          <span class="sr">{sleepName}</span>
        </Action>
      ) : null}
      {isBuiltIn ? null : (
        <Action onPress={() => onStep({ action: isPlugged ? 'unplug' : 'plug in', output })}>
          <span aria-hidden="true">{isPlugged ? 'Unplug' : 'Plug in'}</span>
          <span class="sr">{plugName}</span>
        </Action>
      )}
    </span>
  );
}
