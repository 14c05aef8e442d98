import type { JSX } from 'react';

/** Strokes of a 16 × 16 grid. */
const PATHS = {
  menu: 'M2 4h12M2 8h12M2 12h12',
  close: 'm4 4 8 8m0-8-8 8',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6Z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
  outdoor: 'M1.5 12.5h13M3 12.5l3.5-6 2.2 3.6L10.5 7l3 5.5M11.5 2.2a1.6 1.6 0 1 0 .01 0',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.8M8 12v.2M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'm2.5 8.5 3.5 3.5 7.5-8',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  cable: 'M2 3h4v4H2zM4 7v3a3 3 0 0 0 3 3h2a3 3 0 0 0 3-3V9M10 5h4v4h-4z',
  plug: 'M5.5 2v3.5M10.5 2v3.5M3.5 5.5h9V8a4.5 4.5 0 0 1-9 0zM8 12.5V15',
  bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  pause: 'M5.5 3v10M10.5 3v10',
  fault: 'M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.6v.2',
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4.5V8l2.5 1.6',
  ban: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM3.5 3.5l9 9',
  unknown: 'M6 6a2 2 0 1 1 3 1.7c-.7.4-1 .9-1 1.7M8 11.8v.2',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3',
  trace: 'M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3',
  folder: 'M1.5 12.5v-9h4.5l1.5 2h7v7z',
  play: 'M4.5 3v10l8-5z',
  open: 'M8 2v7.5M4.5 6.5 8 10l3.5-3.5M2.5 10.5v3h11v-3',
  chip: 'M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
  send: 'M2 8h11M9 4l4 4-4 4',
  up: 'm3.5 10 4.5-4.5L12.5 10',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  says: 'M2 3h12v8H7.5L4.5 13.8V11H2zM5 6h6M5 8.2h4',
  wire: 'M1.5 5.5h9M8 2.5l3 3-3 3M14.5 10.5h-9M8 7.5l-3 3 3 3',
  settings: 'M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M9 2.8h4v3.4H9zM3 9.8h4v3.4H3z',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a word, or on a button that has a label of its own: never read aloud. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
