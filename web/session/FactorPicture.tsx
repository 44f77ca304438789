import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

const EDGE = 4;

/** The dark squares of a QR code as one path, and how wide it is with its edge. */
function drawn(text: string): { readonly path: string; readonly width: number } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_row, y) =>
    Array.from({ length: count }, (_cell, x) =>
      code.isDark(y, x) ? `M${x + EDGE} ${y + EDGE}h1v1h-1z` : '',
    ).join(''),
  );
  return { path: rows.join(''), width: count + 2 * EDGE };
}

/** What the phone scans, and the same in letters for those who type it. */
export function FactorPicture({ uri, secret }: { readonly uri: string; readonly secret: string }) {
  const { path, width } = useMemo(() => drawn(uri), [uri]);
  return (
    <div className="session-factor">
      <svg role="img" aria-label="动态口令二维码" viewBox={`0 0 ${width} ${width}`}>
        <rect width={width} height={width} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <ol>
        <li>
          在手机上打开身份验证器（如微信小程序“身份验证器”、Microsoft
          Authenticator，或单位指定的）。
        </li>
        <li>扫这张图；不能扫时，选“手动输入”，填这一串：</li>
      </ol>
      <p>
        <code className="session-secret">{secret.replace(/(.{4})(?=.)/gu, '$1 ')}</code>
      </p>
    </div>
  );
}
