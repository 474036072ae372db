import type { About } from '../macro/macro';

export const version = '1.0.0';

export const about: About = {
  name: 'presentation-screen-switcher',
  title: 'Presentations on the largest screen',
  summary:
    'The largest screen shows the participants; when somebody shares, it shows the presentation, and the participants move to the other screens.',
  version: version,
  maxKiB: 33,
};
