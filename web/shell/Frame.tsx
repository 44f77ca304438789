import { Outlet } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { closeByEscape } from './escape.ts';

/** Colours that hold 4.5:1 on white, also where antd's own do not. */
const THEME = {
  token: {
    colorPrimary: '#1d4f91',
    colorLink: '#1d4f91',
    colorError: '#b42318',
    colorWarning: '#8a5a00',
    colorSuccess: '#1f6b3a',
    colorTextSecondary: '#475467',
    colorTextTertiary: '#5b6675',
    colorTextQuaternary: '#5b6675',
    colorTextPlaceholder: '#667085',
    colorTextDescription: '#5b6675',
    colorTextDisabled: '#667085',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: `"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif`,
  },
} as const;

/** What surrounds every page: language and look. */
export function Frame() {
  useEffect(() => {
    document.addEventListener('keydown', closeByEscape);
    return () => document.removeEventListener('keydown', closeByEscape);
  }, []);
  return (
    <ConfigProvider locale={zhCN} theme={THEME}>
      <Outlet />
    </ConfigProvider>
  );
}
