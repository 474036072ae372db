import type { Settings } from '../macro/settings';

export const declared = {
  largestOutput: { default: 0, min: 0, max: 9, whole: true },
  switchWhen: { default: 'Always', choices: ['Always', 'VideoCall'] },
  setVideoMonitors: { default: true },
  showButton: { default: true },
  buttonName: { default: 'Swap screens', maxLength: 40 },
} as const;

export const help: Readonly<Record<keyof typeof declared, string>> = {
  largestOutput:
    'Number of the output with the largest screen; 0 ranks the screens by the size that they report.',
  switchWhen:
    'When presentations move to the largest screen: Always (in any call or none), or VideoCall (only in video calls).',
  setVideoMonitors:
    'Sets Video Monitors to DualPresentationOnly. Set to false to keep the current mode, for example to see participants on all screens.',
  showButton: 'Adds a button to the touch panel that exchanges the two largest screens.',
  buttonName: 'Text of the button on the touch panel.',
};

export type SwitcherSettings = Settings<typeof declared>;
