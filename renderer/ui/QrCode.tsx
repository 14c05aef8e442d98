import { useMemo, type JSX } from 'react';
import { encode } from 'uqr';

/** A QR code, always dark on light with the quiet zone of ISO/IEC 18004: phones read nothing else reliably. */
export function QrCode({ text, label, size }: { text: string; label: string; size: number }): JSX.Element {
  const { modules, path } = useMemo(() => {
    const { size: count, data } = encode(text, { ecc: 'M', border: 3 });
    const cells = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
    return { modules: count, path: cells.join('') };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${modules} ${modules}`}
      shapeRendering="crispEdges"
    >
      <rect width={modules} height={modules} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
