import type { Settings } from '../macro/settings';

/** Every setting of the macro, declared here and nowhere else. */
export const declared = {
  largestOutput: { default: 0, min: 0, max: 9, whole: true },
  switchWhen: { default: 'VideoCall', choices: ['VideoCall', 'Always'] },
  setVideoMonitors: { default: true },
  showButton: { default: true },
  buttonName: { default: 'Swap screens', maxLength: 40 },
} as const;

export const help: Readonly<Record<keyof typeof declared, string>> = {
  largestOutput: 'The number of the output with the largest screen; 0 to find out by itself.',
  switchWhen: 'Whether presentations move only in video calls, or always.',
  setVideoMonitors:
    'Whether Video Monitors is set to DualPresentationOnly; false leaves it, for rooms that want people on all screens.',
  showButton: 'Whether the touch panel has a button that swaps the screens by hand.',
  buttonName: 'What stands on that button.',
};

export type SwitcherSettings = Settings<typeof declared>;
