import type { Verdict } from '../macro/macro';
import type { FirmwareProfile } from '../xapi/products';

/**
 * Whether the macro works on a product with a firmware. It moves the roles First and Second between the screens, so
 * every screen has to accept both, including a built-in one, which is on output 1.
 */
export function worksOn({ roles, monitors, presets = {} }: FirmwareProfile): Verdict {
  const outputs = Object.keys(roles);
  const usable = outputs.filter((output) => {
    const accepted = roles[Number(output)] || [];
    return accepted.indexOf('First') >= 0 && accepted.indexOf('Second') >= 0;
  });
  if (outputs.length === 0) return no('No output accepts a monitor role.');
  if (outputs.indexOf('1') < 0) return no('The built-in screen accepts no monitor role.');
  if (usable.length < 2) return no('The product has only one screen.');
  if (monitors.indexOf('DualPresentationOnly') < 0)
    return no('The layout of the screens is fixed: Video Monitors cannot be DualPresentationOnly.');
  const reserved = Object.keys(presets).filter((output) => {
    const role = presets[Number(output)];
    return role === 'PresentationOnly' || role === 'Recorder';
  });
  const notes = reserved.map(
    (output) =>
      `The default role of output ${output} is ${presets[Number(output)] || ''}, ` +
      'so the macro ignores that output. Set its MonitorRole to Auto once.',
  );
  return { works: true, notes: notes };
}

function no(why: string): Verdict {
  return { works: false, notes: [why] };
}
