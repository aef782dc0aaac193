/** A QR code: its side in modules, and its dark modules as one path on a grid of that side. */
export interface QrCode {
  side: number;
  path: string;
}

/** Draws a text as a QR code. What computes it is loaded only now. */
export async function qrCodeOf(text: string): Promise<QrCode> {
  const { encode } = await import('uqr');
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  return { side: size, path: data.map((row, y) => rowPath(row, y)).join('') };
}

function rowPath(row: boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    path += `M${from} ${y}h${x - from + 1}v1h${from - x - 1}z`;
  }
  return path;
}
