// Draws the key of one-time codes as a picture for the phone's camera.
'use strict';
for (const place of document.querySelectorAll('[data-qr]')) {
  if (typeof qrcode !== 'function') continue;
  const code = qrcode(0, 'M');
  code.addData(place.dataset.qr);
  code.make();
  const size = code.getModuleCount();
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `-4 -4 ${size + 8} ${size + 8}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  let d = '';
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (code.isDark(y, x)) d += `M${x} ${y}h1v1h-1z`;
  path.setAttribute('d', d);
  svg.append(path);
  place.append(svg);
  place.hidden = false;
}
