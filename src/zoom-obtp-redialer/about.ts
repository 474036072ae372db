import type { About } from '../macro/macro';

export const about: About = {
  name: 'zoom-obtp-redialer',
  title: 'Zoom joins that repair themselves',
  summary:
    'When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another protocol.',
  version: '1.0.0',
};
