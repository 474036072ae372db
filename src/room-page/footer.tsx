/** What this page is, and what it is not. */
import type { JSX } from 'preact';
import { macroNamed } from './macros';
import type { ProjectInfo } from './project-info';
import type { MacroName } from './protocol';

interface FooterProps {
  readonly macro: MacroName;
  readonly project: ProjectInfo;
}

export function Footer({ macro, project: { license, repository } }: FooterProps): JSX.Element {
  return (
    <footer>
      <p>
        <strong>Simulated.</strong> The codec, the calls and the screens on this page are simulated, from
        Cisco's published schemas and from what real codecs reported. The macro has not been tried on a
        physical codec yet.
      </p>
      <p>
        Version {macroNamed(macro).version}, license {license}
        {!repository.startsWith('https://') ? null : (
          <>
            , <a href={repository}>sources and documentation</a>
          </>
        )}
        . This page loads nothing and sends nothing.
      </p>
    </footer>
  );
}
