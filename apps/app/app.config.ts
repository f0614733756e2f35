import type { ExpoConfig } from 'expo/config';

/** Hosts of the servers whose links open in the app, with commas; their servers have to say so too (APPLE_APPS, ANDROID_CERTIFICATES). */
const hosts = (process.env['WMORY_LINK_HOSTS'] ?? '')
  .split(',')
  .map((host) => host.trim())
  .filter(Boolean);

const camera = 'WMORY takes photos for your groups and scans invites.';

const config: ExpoConfig = {
  name: 'WMORY',
  slug: 'wmory',
  scheme: 'wmory',
  version: '0.1.0',
  orientation: 'default',
  userInterfaceStyle: 'automatic',
  icon: './assets/icon.png',
  platforms: ['ios', 'android', 'web'],
  ios: {
    bundleIdentifier: 'org.wmory.app',
    supportsTablet: true,
    infoPlist: { ITSAppUsesNonExemptEncryption: false },
    associatedDomains: hosts.map((host) => `applinks:${host}`),
  },
  android: {
    package: 'org.wmory.app',
    adaptiveIcon: {
      foregroundImage: './assets/icon-foreground.png',
      monochromeImage: './assets/icon-foreground.png',
      backgroundColor: '#7A2753',
    },
    blockedPermissions: [
      'android.permission.RECORD_AUDIO',
      'android.permission.READ_MEDIA_AUDIO',
      'android.permission.SYSTEM_ALERT_WINDOW',
      'android.permission.READ_EXTERNAL_STORAGE',
      'android.permission.WRITE_EXTERNAL_STORAGE',
    ],
    intentFilters: hosts.map((host) => ({
      action: 'VIEW',
      autoVerify: true,
      category: ['BROWSABLE', 'DEFAULT'],
      data: ['/join', '/verify', '/reset', '/groups'].map((pathPrefix) => ({
        scheme: 'https',
        host,
        pathPrefix,
      })),
    })),
  },
  web: { bundler: 'metro', output: 'single', favicon: './assets/favicon.png', name: 'WMORY' },
  plugins: [
    ['expo-router', { sitemap: false }],
    [
      'expo-image-picker',
      {
        photosPermission: 'WMORY adds the photos you choose to your groups.',
        // `false` would take the permission from the camera, too.
        cameraPermission: camera,
        microphonePermission: false,
      },
    ],
    ['expo-camera', { cameraPermission: camera, microphonePermission: false, recordAudioAndroid: false }],
    [
      'expo-sharing',
      {
        ios: {
          enabled: true,
          activationRule: { supportsImageWithMaxCount: 100, supportsFileWithMaxCount: 100 },
        },
        android: { enabled: true, singleShareMimeTypes: ['image/*'], multipleShareMimeTypes: ['image/*'] },
      },
    ],
    ['expo-secure-store', { configureAndroidBackup: true, faceIDPermission: false }],
    [
      'expo-splash-screen',
      {
        image: './assets/splash.png',
        imageWidth: 120,
        backgroundColor: '#F8F6F3',
        dark: { image: './assets/splash-dark.png', backgroundColor: '#141211' },
      },
    ],
    ['expo-localization', { supportsRTL: true, supportedLocales: ['en', 'de', 'es', 'ar'] }],
  ],
};

export default config;
