import type { About } from '../macro/macro';

export const version = '1.0.0';

export const about: About = {
  name: 'zoom-obtp-redialer',
  title: 'Redial of failed Zoom joins',
  summary:
    'When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another protocol.',
  version: version,
  maxKiB: 29,
};
