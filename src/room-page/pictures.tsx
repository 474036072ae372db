/** What a screen can show, drawn. */
import type { JSX } from 'preact';
import type { Shown } from './protocol';

export function Picture({ shown }: { readonly shown: Shown }): JSX.Element {
  return (
    <svg
      class="picture"
      viewBox="0 0 160 90"
      aria-hidden="true"
      preserveAspectRatio={shown === 'home screen' ? 'xMidYMid slice' : 'xMidYMid meet'}
    >
      {content(shown)}
    </svg>
  );
}

function content(shown: Shown): JSX.Element {
  if (shown === 'participants') return <People />;
  if (shown === 'presentation') return <Slide />;
  if (shown === 'participants and presentation') return <Both />;
  if (shown === 'home screen') return <Home />;
  if (shown === 'off') return <circle fill="#d5473d" cx="154" cy="85" r="1.2" />;
  return <rect fill="#0b0c0e" width="160" height="90" />;
}

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly look: Readonly<Record<'backdrop' | 'clothes' | 'face' | 'hair', string>>;
}

const tiles: readonly Tile[] = [
  { x: 2, y: 2, look: { backdrop: '#c9d6d3', clothes: '#2f5d62', face: '#e3b48f', hair: '#3a2a20' } },
  { x: 81, y: 2, look: { backdrop: '#d9cdbd', clothes: '#8a4f3d', face: '#8d5a3c', hair: '#17120f' } },
  { x: 2, y: 46, look: { backdrop: '#c6cddb', clothes: '#3d4b73', face: '#f0cba8', hair: '#a56a35' } },
  { x: 81, y: 46, look: { backdrop: '#d6c9cf', clothes: '#6b3f5b', face: '#b97f56', hair: '#2b2022' } },
];

function People(): JSX.Element {
  return (
    <>
      {tiles.map((tile) => (
        <Person key={tile.look.face} {...tile} width={77} height={42} />
      ))}
    </>
  );
}

function Person({
  x,
  y,
  look,
  width,
  height,
}: Tile & { readonly width: number; readonly height: number }): JSX.Element {
  return (
    <svg x={x} y={y} width={width} height={height} viewBox="0 0 77 42" preserveAspectRatio="xMidYMid slice">
      <rect fill={look.backdrop} width="77" height="42" rx="2" />
      <path fill={look.clothes} d="M18 42c0-11 9-15 20.500-15S59 31 59 42z" />
      <circle fill={look.face} cx="38.500" cy="18" r="8.500" />
      <path fill={look.hair} d="M29.500 18c0-14 18-14 18 0-2-5-5-6-9-6s-7 1-9 6z" />
    </svg>
  );
}

function Slide(): JSX.Element {
  return (
    <>
      <rect fill="#fbfaf7" width="160" height="90" />
      <rect fill="#d9772b" x="12" y="12" width="3" height="12" rx="1" />
      <rect fill="#2d3540" x="20" y="12" width="62" height="5" rx="2" />
      <rect fill="#c3c8cf" x="20" y="20" width="40" height="3" rx="1.500" />
      {[14, 24, 19, 33, 43].map((height, index) => (
        <rect
          key={index}
          fill={index === 4 ? '#d9772b' : '#3b7ea1'}
          x={20 + index * 13}
          y={78 - height}
          width="8"
          height={height}
          rx="1.500"
        />
      ))}
      <path
        fill="none"
        stroke="#d9772b"
        stroke-width="2"
        stroke-linecap="round"
        d="M96 70 L110 58 L122 62 L145 38"
      />
      <circle fill="#d9772b" cx="145" cy="38" r="3" />
      <rect fill="#c3c8cf" x="96" y="76" width="50" height="2" rx="1" />
    </>
  );
}

function Both(): JSX.Element {
  return (
    <>
      <rect fill="#0b0c0e" width="160" height="90" />
      <svg x="2" y="13" width="114" height="64" viewBox="0 0 160 90">
        <Slide />
      </svg>
      {tiles.slice(0, 3).map(({ look }, index) => (
        <Person key={look.face} x={118} y={13 + index * 21.7} look={look} width={40} height={20.5} />
      ))}
    </>
  );
}

function Home(): JSX.Element {
  return (
    <>
      <rect fill="#24506b" width="160" height="90" />
      <circle fill="#f1c27b" cx="122" cy="34" r="13" />
      <path fill="#3f7d86" d="M0 66 C30 44 58 58 84 62 S136 46 160 58 V90 H0z" />
      <path fill="#1d3f4a" d="M0 78 C40 60 70 78 104 74 S148 68 160 72 V90 H0z" />
      <text class="clock" x="12" y="26">
        9:00
      </text>
    </>
  );
}
