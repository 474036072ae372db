/*
 * presentation-screen-switcher 1.0.0
 *
 * Presentations on the largest screen.
 * The largest screen shows the participants; when somebody shares, it shows the presentation, and the
 * participants move to the other screens.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 * Checksum of the code: 4cac128f06d271bc
 */

'use strict';

var xapi = require('xapi');

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Number of the output with the largest screen; 0 ranks the screens by the size that they report. Accepts a
// whole number from 0 to 9.
var largestOutput = 0;

// When presentations move to the largest screen: Always (in any call or none), or VideoCall (only in video
// calls). Accepts 'Always' or 'VideoCall'.
var switchWhen = 'Always';

// Sets Video Monitors to DualPresentationOnly. Set to false to keep the current mode, for example to see
// participants on all screens. Accepts true or false.
var setVideoMonitors = true;

// Adds a button to the touch panel that exchanges the two largest screens. Accepts true or false.
var showButton = true;

// Text of the button on the touch panel. Accepts one line of 1 to 40 characters.
var buttonName = 'Swap screens';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given, largestOutput, switchWhen, setVideoMonitors, showButton, buttonName;
given = {
	largestOutput: largestOutput,
	switchWhen: switchWhen,
	setVideoMonitors: setVideoMonitors,
	showButton: showButton,
	buttonName: buttonName
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		// Some engines throw if there is no timer.
		if (timer !== undefined) clearTimeout(timer);
	},
	now: function () {
		return Date.now();
	},
	log: function (line) {
		return console.log(line);
	},
	warn: function (line) {
		return console.warn(line);
	},
	error: function (line) {
		return console.error(line);
	}
};

// ----- Shared by macros: backoff -----

var LONGEST_PAUSE_MS = 6e4;
var SILENCE_MS = 6e5;
var FORGOTTEN_AFTER_MS = 12e4;

/** 1, 2, 4, … 60 seconds. */
function pauseAfter(attempts) {
	return Math.min(LONGEST_PAUSE_MS, 1e3 * Math.pow(2, attempts - 1));
}

/**
 * When what happened so many times within ten minutes may happen again. The latest of the times comes first.
 */
function restsUntil(times, most) {
	return (times[most - 1] || -SILENCE_MS) + SILENCE_MS;
}

function createBackoff(now) {
	var attempts = {};
	function lastOf(thing, context) {
		var last = attempts[thing];
		return last && last.context === context ? last : { count: 0, context: context, retryAt: 0 };
	}
	return {
		retryAt: function (thing, context) {
			return lastOf(thing, context).retryAt;
		},
		count: function (thing, context) {
			return lastOf(thing, context).count;
		},
		attempted: function (thing, context, limit) {
			var last = lastOf(thing, context);
			var count = now() < last.retryAt + FORGOTTEN_AFTER_MS ? last.count + 1 : 1;
			var pauseMs = limit && count >= limit ? SILENCE_MS : pauseAfter(count);
			attempts[thing] = { count: count, context: context, retryAt: now() + pauseMs };
			return count;
		},
		forget: function (thing) {
			attempts[thing] = undefined;
		}
	};
}

// ----- Shared by macros: text -----

/** A value from the codec as text; '' if it is neither text nor a number. */
function textOf(value) {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
function listOf(value) {
	return new Array().concat(value || []).filter(Boolean);
}

// ----- Shared by macros: errors -----

/** The code for a path that does not exist. Some firmware also uses it for an empty list. */
var ERROR_NO_MATCH = 3;

/** The xAPI's error code; 0 if there is none. */
function errorCode(error) {
	return Number(textOf(Object(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
function describeError(error) {
	var message = textOf(Object(error).message || error).slice(0, 120);
	return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

// ----- Shared by macros: guard -----

/** Wraps a listener so that it cannot throw: an exception here would stop every macro of the codec. */
function guardListener(runtime, listener) {
	return function (report) {
		try {
			if (report !== null && report !== undefined) listener(report);
		} catch (error) {
			logBug(runtime, 'feedback', error);
		}
	};
}

/** Logs a rejection that nothing else handles: an unhandled rejection would stop every macro of the codec. */
function logRejection(runtime, work) {
	work.then(undefined, function (error) {
		return logBug(runtime, 'an answer', error);
	});
}

function logBug(runtime, what, error) {
	try {
		runtime.error(
			'internal error while handling ' + what + ' (' + describeError(error) + '); please report this line'
		);
	} catch (_a) {
		// The console itself is broken, so there is nowhere to log to.
	}
}

// ----- Shared by macros: settings -----

/** What a setting accepts, in words that follow "expected". */
function acceptedBy(setting) {
	if ('choices' in setting) return "'" + setting.choices.join("' or '") + "'";
	if ('min' in setting) {
		return 'a ' + (setting.whole ? 'whole ' : '') + 'number from ' + setting.min + ' to ' + setting.max;
	}
	if ('maxLength' in setting) return 'one line of 1 to ' + setting.maxLength + ' characters';
	return 'words' in setting ? setting.words + ' separated by commas' : 'true or false';
}

/**
 * Reads all settings. A missing one gets its default silently. For a value that is not accepted, `warn` gets
 * a line with the given value and what is used instead.
 */
function readSettings(declared, given, warn) {
	var settings = {};
	Object.keys(declared).forEach(function (name) {
		var setting = declared[name];
		if (setting) settings[name] = readSetting(name, setting, given[name], warn);
	});
	// `parse` returned a value of the right kind for each name in `declared`.
	return settings;
}

function readSetting(name, setting, given, warn) {
	var reject = function (text, instead) {
		return warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
	};
	// A list counts as its items separated by commas.
	var text = String(given).trim();
	var fallback = parse(setting, String(setting.default), reject);
	if (given === undefined) return fallback;
	var value = parse(setting, text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + quoted(String(setting.default)));
	return fallback;
}

function quoted(text) {
	var line = text.replace(/\s+/g, ' ');
	return '"' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '"';
}

/** The value of a setting; undefined if the text is not accepted. */
function parse(setting, text, reject) {
	if ('maxLength' in setting) {
		return text.length <= setting.maxLength && /^.+$/.test(text) ? text : undefined;
	}
	var lower = text.toLowerCase();
	if ('words' in setting) return setting.parse(lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) {
		var value = Number(word);
		var isNumber = /^\d+(\.\d+)?$/.test(word) && !(setting.whole && value % 1);
		return isNumber && value >= setting.min && value <= setting.max ? value : undefined;
	}
	return word === 'true' || (word === 'false' ? false : undefined);
}

// ----- Shared by macros: timer -----

/** From this difference on, the codec's clock was set. */
var STEP_MS = 6e4;

/** A timer that is so late follows a wall clock that was set back, and may never call. */
var LATE_MS = 1e3;

function createTimer(runtime, run) {
	var now = steadyClock(runtime);
	var due = Infinity;
	var timer;
	var fire = guardListener(runtime, function () {
		runtime.cancel(timer);
		due = Infinity;
		run();
	});
	return {
		now: now,
		waitFor: function (at) {
			var isAhead = at > now();
			// The clock has to be read now and then, also where there is nothing to do for long.
			var wakeAt = Math.min(at, now() + STEP_MS / 2);
			if (isAhead && (wakeAt < due || due < now() - LATE_MS)) {
				runtime.cancel(timer);
				due = wakeAt;
				timer = runtime.after(due - now(), function () {
					return fire(due);
				});
			}
			return isAhead;
		}
	};
}

/**
 * Adds up the differences between readings of the codec's clock, which may be set back or forward by hours.
 * Read at least every 30 s, a step loses at most 30 s, or, if it is forward and smaller than a minute, adds
 * its own length.
 */
function steadyClock(runtime) {
	var last = runtime.now();
	var elapsed = 0;
	return function () {
		var now = runtime.now();
		if (now > last && now < last + STEP_MS) elapsed += now - last;
		last = now;
		return elapsed;
	};
}

// ----- Shared by macros: request timeout -----

/**
 * The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. Never
 * throws.
 */
function withTimeout(runtime, milliseconds, ask) {
	return new Promise(function (resolve, reject) {
		var timer = runtime.after(milliseconds, function () {
			return reject(new Error('no answer'));
		});
		void ask()
			.then(resolve, reject)
			.then(function () {
				return runtime.cancel(timer);
			});
	});
}

/** The same for a read; undefined if there is nothing at the path. */
function readOptional(runtime, milliseconds, ask) {
	return withTimeout(runtime, milliseconds, ask).catch(function (error) {
		if (errorCode(error) !== ERROR_NO_MATCH) throw error;
		return undefined;
	});
}

// ----- Mirror -----

var REQUEST_TIMEOUT_MS = 3e3;

/**
 * Every product has these paths. The connectors come before the configuration, which has to hold a role for
 * each.
 */
var STATUSES = ['Conference Presentation', 'Call', 'MediaChannels Call', 'Video Output Connector'];

/** A burst of reports costs one look at them. */
var LOOK_AFTER_MS = 1;

/** @param timer is woken by each report */
function createMirror(xapi, runtime, timer) {
	var state = {
		'Conference Presentation': {},
		Call: [],
		'MediaChannels Call': [],
		'Video Output Connector': [],
		Video: {}
	};
	// What the codec reports of a node is of the type of the node.
	var parts = state;
	var lacked = {};
	var unread = Object.keys(state);
	var sinceRead;
	function listener(part) {
		return guardListener(runtime, function (report) {
			var update = function () {
				parts[part] = merged(part, parts[part], report);
			};
			update();
			if (sinceRead) sinceRead.push(update);
			timer.waitFor(timer.now() + LOOK_AFTER_MS);
		});
	}
	/** Now and then an answer lacks something by mistake. It is believed if the next one lacks the same. */
	function accept(part, content, since) {
		var before = parts[part];
		parts[part] = merged(part, undefined, isFields(content) ? content : {});
		var lacks = lackIn(state, part, listOf(parts[part]).length < listOf(before).length);
		var isBelieved = lacks === '' || (lacks === lacked[part] && lacks !== 'all');
		lacked[part] = lacks;
		if (!isBelieved) {
			parts[part] = before;
			return 'incomplete answer';
		}
		unread = unread.filter(function (other) {
			return other !== part;
		});
		since.forEach(function (update) {
			return update();
		});
		return '';
	}
	STATUSES.forEach(function (path) {
		return xapi.status.on(path, listener(path));
	});
	xapi.config.on('Video', listener('Video'));
	return {
		state: state,
		isComplete: function () {
			return unread.length === 0;
		},
		read: function () {
			var since = [];
			var read = function (part, ask) {
				return readOptional(runtime, REQUEST_TIMEOUT_MS, ask).then(function (content) {
					return accept(part, content, since);
				}, describeError);
			};
			sinceRead = since;
			var reads = STATUSES.map(function (path) {
				return read(path, function () {
					return xapi.status.get(path);
				});
			});
			return Promise.all(
				reads.concat(
					read('Video', function () {
						return xapi.config.get('Video');
					})
				)
			).then(function (errors) {
				sinceRead = undefined;
				return errors.filter(Boolean)[0] || '';
			});
		}
	};
}

/**
 * What an answer lacks that should be there, as text; '' if nothing. Teams mode lacks Video Monitors: the
 * schemas do not mark that node as one of this mode (`mtr`).
 */
function lackIn(state, part, isShorter) {
	// Every codec has the other parts, but not always calls.
	if (!/Call/.test(part) && Object.keys(state[part]).length === 0) return 'all';
	if (part !== 'Video') return isShorter ? 'some' : '';
	var roles = rolesIn(state.Video);
	var outputs = state['Video Output Connector'].map(function (connector) {
		return Number(connector.id);
	});
	return (
		(state.Video.Monitors ? '' : 'Monitors ') +
		outputs
			.filter(function (output) {
				return !roles[output];
			})
			.join()
	);
}

/** The configured role of each output that takes one, by its number. */
function rolesIn(config) {
	var roles = {};
	((config.Output && config.Output.Connector) || []).forEach(function (one) {
		if (one.MonitorRole) roles[Number(one.id)] = one.MonitorRole;
	});
	return roles;
}

/** Nodes that are lists, though a codec may report one element of them without a list. */
var LISTS = /\b(Call|Channel|Connector|LocalInstance)$/;

/**
 * A node after a report: values are replaced, as text; list elements are found by id, and ghosts are removed.
 */
function merged(name, known, report) {
	// What is known of a list was made here.
	if (LISTS.test(name)) return listOf(report).reduce(withElement, known || []);
	return isFields(report) ? withFields(known, report) : textOf(report);
}

function withFields(known, report) {
	var fields = {};
	var before = isFields(known) ? known : {};
	Object.keys(before).forEach(function (name) {
		return (fields[name] = before[name]);
	});
	Object.keys(report).forEach(function (name) {
		return (fields[name] = merged(name, before[name], report[name]));
	});
	return fields;
}

function withElement(list, element) {
	if (!isFields(element) || !textOf(element['id'])) return list;
	var id = textOf(element['id']);
	var known = list.filter(function (one) {
		return one['id'] === id;
	})[0];
	var changed = element['ghost'] ? [] : [withFields(known, element)];
	return changed.concat(
		list.filter(function (one) {
			return one['id'] !== id;
		})
	);
}

function isFields(value) {
	return typeof value === 'object' && value !== null;
}

// ----- Screens -----

/** Cables and standby make screens come and go. They count as gone when that lasts. */
var GONE_AFTER_MS = 3e3;

/** From this loss in ten minutes on, a screen has to stay for a while before it counts again. */
var MOST_LOSSES = 3;
var BACK_AFTER_MS = 3e4;

/**
 * Televisions that do not know their size say 7 inches, and empty outputs -1. No screen of a room is so
 * small.
 */
var SMALLEST_INCHES = 10;

/** The screens by output, from the lowest to the highest, with those that the codec no longer lists. */
function screensOn(connectors, before, now) {
	var isUnlisted = function (_a) {
		var output = _a.output;
		return connectors.every(function (_a) {
			var id = _a.id;
			return Number(id) !== output;
		});
	};
	return connectors
		.concat(
			before.filter(isUnlisted).map(function (_a) {
				var output = _a.output;
				return { id: String(output) };
			})
		)
		.map(function (connector) {
			return screenOn(connector, before, now);
		})
		.filter(function (screen) {
			return screen.output > 0;
		})
		.sort(function (one, other) {
			return one.output - other.output;
		});
}

/** In standby, a screen may not tell its size: what the same screen told before counts. */
function screenOn(connector, screensBefore, now) {
	var output = Number(connector.id);
	var before = screensBefore.filter(function (screen) {
		return screen.output === output;
	})[0];
	var device = connector.ConnectedDevice || {};
	var resolution = connector.Resolution || {};
	var name = textOf(device.Name);
	var sides = /^(\d+)x(\d+)/.exec(textOf(device.PreferredFormat)) || [];
	var native = Number(sides[1]) * Number(sides[2]) || 0;
	var inches = Number(device.ScreenSize) >= SMALLEST_INCHES ? Number(device.ScreenSize) : 0;
	var isSame = !!before && (!name || name === before.name) && (!native || native === before.nativePixels);
	var known = isSame ? before : {};
	var wasThere = !!before && (before.presence.isConnected || before.presence.losses.length > 0);
	// In standby, and for good behind an extender.
	var isUnknown = connector.Connected === 'Unknown' && (wasThere || !!name || native + inches > 0);
	var isThere = isUnknown || connector.Connected === 'True';
	return {
		output: output,
		presence: presenceOf(before && before.presence, isThere, now),
		name: name || known.name || '',
		inches: inches || known.inches || 0,
		nativePixels: native || known.nativePixels || 0,
		outputPixels: Number(resolution.Width) * Number(resolution.Height) || known.outputPixels || 0
	};
}

var SIZES = ['inches', 'nativePixels', 'outputPixels'];

function rankBySize(screens, largestOutput) {
	var by =
		SIZES.filter(function (size) {
			return screens.every(function (screen) {
				return screen[size] > 0;
			});
		})[0] || 'outputPixels';
	var size = function (screen) {
		return screen.output === largestOutput ? Infinity : screen[by];
	};
	var larger = function (one, other) {
		return size(other) - size(one) || other.inches - one.inches;
	};
	var sorted = screens.slice().sort(function (one, other) {
		return larger(one, other) || one.output - other.output;
	});
	var largest = sorted[0],
		next = sorted[1];
	return {
		screens: sorted,
		by: largest && largest.output === largestOutput ? 'setting' : by,
		isClear: !largest || !next || larger(largest, next) < 0
	};
}

function presenceOf(before, isThere, now) {
	var was = before || { isThere: isThere, isConnected: isThere, changesAt: -Infinity, losses: [] };
	var isNews = isThere !== was.isThere;
	var backAfter = now < restsUntil(was.losses, MOST_LOSSES) ? BACK_AFTER_MS : 0;
	var changesAt = isNews ? now + (isThere ? backAfter : GONE_AFTER_MS) : was.changesAt;
	var isWaiting = isThere !== was.isConnected && now < changesAt;
	var isLost = !isThere && (was.isConnected ? !isWaiting : isNews);
	var losses = isLost ? [now].concat(was.losses.slice(0, MOST_LOSSES - 1)) : was.losses;
	return {
		isThere: isThere,
		isConnected: isWaiting ? was.isConnected : isThere,
		changesAt: isWaiting ? changesAt : -Infinity,
		losses: losses,
		isUnsteady: now < restsUntil(losses, MOST_LOSSES)
	};
}

// ----- Room -----

/**
 * Where one laptop is changed for another, the share ends and another begins. It counts as ended when that
 * lasts.
 */
var SHARE_ENDS_AFTER_MS = 500;

/** A swap ends with the share, and with the video call. A press ends the wait for another share. */
function roomOf(state, before, now, settings, isPressed) {
	var was = before || {};
	var config = state.Video;
	var roles = rolesIn(config);
	var screens = screensOn(state['Video Output Connector'], was.screens || [], now);
	var connected = screens.filter(function (screen) {
		return screen.presence.isConnected;
	});
	var inLayout = connected.filter(function (screen) {
		return !isReserved(roles[screen.output]);
	});
	var converter = converterOutput(config);
	var ranking = rankBySize(
		inLayout.filter(function (screen) {
			return screen.output !== converter && roles[screen.output];
		}),
		settings.largestOutput
	);
	var calls = callIds(state);
	var hasCallEnded = (was.calls || []).some(function (id) {
		return calls.indexOf(id) < 0;
	});
	var callEndedAt = hasCallEnded ? now : was.callEndedAt || -Infinity;
	var videoCalls = calls.filter(function (id) {
		return isVideoCall(id, state, was.videoCalls);
	});
	var isWaitOver = isPressed || now < callEndedAt + SHARE_ENDS_AFTER_MS;
	var shareEndsAt = shareEnd(state['Conference Presentation'], before, now, isWaitOver);
	var isSharing = shareEndsAt > now && (videoCalls.length > 0 || settings.switchWhen === 'Always');
	var isVideoCallOver = !!was.videoCalls && was.videoCalls.length > 0 && videoCalls.length === 0;
	var isKept = !!was.isSwapped && was.isSharing === isSharing && !isVideoCallOver;
	var canSwap =
		!!config.Monitors &&
		ranking.screens.filter(function (screen) {
			return screen.presence.isThere;
		}).length > 1;
	var isSwapped = (isSharing || videoCalls.length > 0) && isKept !== (isPressed && canSwap);
	var outputs = [outputsOf(connected), outputsOf(ranking.screens)];
	var people = JSON.stringify([outputs, videoCalls, isSharing, isSwapped]);
	return {
		screens: screens,
		ranking: ranking,
		roles: roles,
		monitors: config.Monitors || '',
		outputsInLayout: inLayout.length,
		calls: calls,
		videoCalls: videoCalls,
		callEndedAt: callEndedAt,
		isSharing: isSharing,
		shareEndsAt: shareEndsAt,
		isSwapped: isSwapped,
		people: people,
		changes: before ? before.changes + Number(before.people !== people) : 0,
		facts: JSON.stringify([
			people,
			roles,
			config.Monitors,
			state['Conference Presentation'],
			screens.map(function (screen) {
				return screen.presence.isThere;
			})
		])
	};
}

/** Outputs with these roles are outside of the layout. */
function isReserved(role) {
	return role === 'Recorder' || role === 'PresentationOnly';
}

/**
 * The output with the HDMI-to-USB converter of "Call from laptop", which is no screen; 0 if that is not
 * enabled.
 */
function converterOutput(config) {
	var Output = config.Output;
	var passthrough = (Output && Output.HDMI && Output.HDMI.Passthrough) || {};
	return passthrough.Allowed === 'True' ? Number(passthrough.OutputConnector) : 0;
}

/** The outputs of screens, separated by commas. */
function outputsOf(screens) {
	return screens
		.map(function (screen) {
			return screen.output;
		})
		.join(', ');
}

/**
 * When the share ends. It starts at once, and ends at once with a call, otherwise when it has not been
 * reported for a moment.
 */
function shareEnd(presentation, before, now, isWaitOver) {
	var isReported =
		isOn(presentation.Mode) ||
		(presentation.LocalInstance || []).some(function (share) {
			return isOn(share.SendingMode);
		});
	if (isReported) return Infinity;
	return before && before.isSharing && !isWaitOver
		? Math.min(before.shareEndsAt, now + SHARE_ENDS_AFTER_MS)
		: -Infinity;
}

/**
 * The calls that have not ended: until `Status Call` says so, or does not list it. While it has media
 * channels, a list without it is a mistake.
 */
function callIds(state) {
	var listed = state.Call.filter(function (_a) {
		var Status = _a.Status;
		return Status !== 'Disconnecting' && Status !== 'Idle';
	});
	var all = state.Call.map(idOf);
	var unlisted = state['MediaChannels Call'].filter(function (call) {
		return (call.Channel || []).length > 0 && all.indexOf(call.id) < 0;
	});
	return listed.map(idOf).concat(unlisted.map(idOf)).sort();
}

function idOf(_a) {
	var id = _a.id;
	return id;
}

/**
 * A call is a video call from its first incoming main video on. The camera of a call from before the start
 * may be off.
 */
function isVideoCall(id, state, before) {
	var isIncomingMain = state['MediaChannels Call'].some(function (call) {
		return (
			call.id === id &&
			(call.Channel || []).some(function (_a) {
				var Direction = _a.Direction,
					_b = _a.Video,
					Video = _b === undefined ? {} : _b;
				return Direction === 'Incoming' && Video.ChannelRole === 'Main' && isOn(Video.Protocol);
			})
		);
	});
	var isVideo = state.Call.some(function (call) {
		return call.id === id && call.CallType === 'Video';
	});
	return isIncomingMain || (before ? before.indexOf(id) >= 0 : isVideo);
}

function isOn(mode) {
	return !!mode && mode !== 'Off';
}

// ----- Messages -----
// Every line of the console.

var RANKED_BY = {
	setting: 'as set',
	inches: 'ranked by diagonal',
	nativePixels: 'ranked by native resolution',
	outputPixels: 'ranked by output resolution'
};

function found(room) {
	var roles = room.roles;
	var outputs = Object.keys(roles).map(function (output) {
		return ', output ' + output + ' ' + roles[Number(output)];
	});
	return 'settings found (Video Monitors ' + (room.monitors || 'not available') + outputs.join('') + ')';
}

function screens(ranking, largestOutput) {
	var all = ranking.screens;
	var names = all.map(function (screen) {
		return 'output ' + screen.output + ' (' + sizeOf(screen, ranking.by) + ')';
	});
	if (names.length < 2)
		return (names[0] ? 'only ' + names[0] : 'no screen') + ' can be switched; two are needed';
	var sizeless =
		ranking.by === 'setting'
			? ''
			: outputsOf(
					all.filter(function (screen) {
						return screen.inches === 0;
					})
				);
	return (
		names.length +
		' screens, ' +
		names.join(', ').replace('), ', ') is the largest, then ') +
		(ranking.isClear ? '' : '; equal sizes, the lowest output comes first') +
		(largestOutput > 0 && ranking.by !== 'setting' ? '; no screen on output ' + largestOutput : '') +
		'; ' +
		RANKED_BY[ranking.by] +
		(sizeless && '; no size from output ' + sizeless + ': set largestOutput if this is wrong')
	);
}

/** The diagonal if the screen reports it, and the pixels if they were compared. */
function sizeOf(screen, by) {
	var inches = screen.inches > 0 ? screen.inches + ' inches' : '';
	if (inches && (by === 'inches' || by === 'setting')) return inches;
	var pixels = (by !== 'outputPixels' && screen.nativePixels) || screen.outputPixels;
	return Math.round(pixels / 1e5) / 10 + ' megapixels' + (inches && ', ' + inches);
}

function mainScreen(plan, room) {
	if (plan.mainOutput === 0) return '';
	var situation = room.isSharing ? 'sharing' : room.videoCalls.length > 0 ? 'video call' : 'no video call';
	var why = room.isSwapped ? 'swapped with the button' : 'the largest';
	return situation + ': the main screen is output ' + plan.mainOutput + ', ' + why;
}

function named(change) {
	return change.path + ' to ' + change.value;
}

function failed(what, why) {
	return what + ' failed (' + why + '); trying again';
}

function refused(change, why) {
	var pause = SILENCE_MS / 6e4 + ' minutes';
	return 'the codec refuses to set ' + change + ' (' + why + '); next attempt in ' + pause;
}

function withoutRole(room) {
	var outputs = outputsOf(
		room.screens.filter(function (screen) {
			return screen.presence.isConnected && !room.roles[screen.output];
		})
	);
	return outputs && 'no MonitorRole for output ' + outputs + '; not switched until it has one';
}

function unsteady(room) {
	var outputs = outputsOf(
		room.screens.filter(function (screen) {
			return screen.presence.isUnsteady;
		})
	);
	var stay = BACK_AFTER_MS / 1e3 + ' seconds';
	return (
		outputs && 'the screen on output ' + outputs + ' comes and goes; used again once it stays for ' + stay
	);
}

/** Products with one output lack Video Monitors always. */
function withoutMonitors(room) {
	return room.monitors || room.ranking.screens.length < 2
		? ''
		: 'no Video Monitors, as in Microsoft Teams mode; nothing is switched until it is there';
}

/** Where monitor roles are switched without Video Monitors. */
function stuckMonitors(changes) {
	var stuck = changes.filter(function (change) {
		return change.isOptional;
	})[0];
	return stuck
		? named(stuck) +
				' has no effect (it stays ' +
				stuck.before +
				'); only roles are switched, so other screens may not be blank while nobody shares'
		: '';
}

var PAUSING =
	'another macro or control system keeps changing the same settings; pausing until the next call or share';

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
}

// ----- Writer -----

/** Attempts in a row until the macro pauses: writes that did not last, or that the codec refused. */
var MOST_ATTEMPTS = 8;

/** Repeated writes in ten minutes, however often something changes in the room. */
var MOST_REPEATS = 50;
var MONITORS = 'Video Monitors';

function createWriter(xapi, runtime, timer, backoff) {
	var attempts = createAttempts(runtime, timer.now, backoff);
	// One for each path, from what was there before the first of them to the value of the last.
	var written = [];
	var isWriting = false;
	function set(change, value) {
		return withTimeout(runtime, REQUEST_TIMEOUT_MS, function () {
			return xapi.config.set(change.path, value);
		});
	}
	function writeOne(change, room) {
		return set(change, change.value).then(
			function () {
				attempts.onSuccess(change, room);
				var earlier =
					written.filter(function (_a) {
						var path = _a.path;
						return path === change.path;
					})[0] || change;
				var all = { path: change.path, value: change.value, before: earlier.before };
				written = [all].concat(
					written.filter(function (other) {
						return other !== earlier;
					})
				);
				return false;
			},
			function (error) {
				return attempts.onFailure(change, room, error) && isNeeded(change);
			}
		);
	}
	// The last change is reverted first, so that in the end all is as it was before. What somebody else has
	// changed since
	// stays where the codec does not take another value.
	function revert(failing) {
		var isThere = function (_a) {
			var path = _a.path,
				value = _a.value;
			return failing.every(function (other) {
				return other.path !== path || other.before === value;
			});
		};
		var reverts = written.filter(isThere).map(function (change) {
			return set(change, change.before).then(function () {
				backoff.forget(lasting(change));
				written = written.filter(function (other) {
					return other !== change;
				});
			}, ignore);
		});
		return Promise.all(reverts);
	}
	return {
		write: function (changes, room, isAllOrNothing, done) {
			if (isWriting) return;
			if (!changes.some(isNeeded)) written = [];
			var due = changes.filter(function (change) {
				return !timer.waitFor(attempts.retryAt(change, room));
			});
			var first = due[0];
			var isHeldUp = changes.some(function (change) {
				return isNeeded(change) && due.indexOf(change) < 0;
			});
			if (!first || (isAllOrNothing && isHeldUp)) return;
			var tried = due.filter(function (change) {
				return attempts.retryAt(change, room) > 0;
			});
			var step = tried.length > 0 ? tried : first.path === MONITORS ? [first] : due;
			isWriting = true;
			var finished = Promise.all(
				step.map(function (change) {
					return writeOne(change, room);
				})
			)
				.then(function (isFailing) {
					return step.filter(function (_, place) {
						return isFailing[place];
					});
				})
				.then(function (failing) {
					return isAllOrNothing && failing.length > 0 ? revert(failing) : undefined;
				})
				.then(function () {
					isWriting = false;
					done();
				});
			logRejection(runtime, finished);
		},
		isMonitorsStuck: function (monitors) {
			return backoff.count(MONITORS, monitors) > 1;
		}
	};
}

function isNeeded(change) {
	return !change.isOptional;
}

/**
 * What was tried. Some refusals are temporary, so a codec that refuses is asked again; later every ten
 * minutes.
 */
function createAttempts(runtime, now, backoff) {
	// The latest first.
	var repeatedAt = [];
	return {
		/**
		 * When a change may be written; 0 if it was neither refused nor tried since something changed in the room.
		 */
		retryAt: function (change, room) {
			var retryAt = Math.max(
				backoff.retryAt(lasting(change), contextOf(change, room)),
				backoff.retryAt(failure(change), room),
				backoff.retryAt(failure(change), change.before)
			);
			return retryAt && Math.max(retryAt, restsUntil(repeatedAt, MOST_REPEATS));
		},
		onSuccess: function (change, room) {
			backoff.forget(failure(change));
			var count = backoff.attempted(lasting(change), contextOf(change, room), MOST_ATTEMPTS);
			if (count > 1) repeatedAt = [now()].concat(repeatedAt.slice(0, MOST_REPEATS - 1));
			var isCapped = now() < restsUntil(repeatedAt, MOST_REPEATS);
			var isPausing = isCapped || (count === MOST_ATTEMPTS && change.path !== MONITORS);
			// One line for the other role, too, and for all that happens in the room while the cap lasts.
			if (isPausing && backoff.attempted(PAUSING, isCapped ? Infinity : room, 1) === 1) runtime.warn(PAUSING);
		},
		/** Gives whether the change keeps failing. */
		onFailure: function (change, room, error) {
			var name = named(change);
			var why = describeError(error);
			// An illegal value or path, for example: all of jsxapi's codes but the one of a failed command.
			var isRefused = errorCode(error) > 1;
			var count = isRefused
				? backoff.attempted(failure(change), change.before, MOST_ATTEMPTS)
				: backoff.attempted(change.path === MONITORS ? MONITORS : failure(change), contextOf(change, room));
			if (count === 1) runtime.warn(failed('setting ' + name, why));
			if (isRefused && count === MOST_ATTEMPTS) runtime.warn(refused(name, why));
			return isRefused || count > 1;
		}
	};
}

/**
 * Attempts count for a role as long as nothing changes in the room, and for Video Monitors as long as it has
 * its value: shares make no difference to a codec that does not take a mode.
 */
function contextOf(change, room) {
	return change.path === MONITORS ? change.before : room;
}

/** The key of attempts that had no lasting effect. */
function lasting(change) {
	return change.path === MONITORS ? MONITORS : named(change);
}

/** The key of attempts that failed: what could not be written was not undone by another macro. */
function failure(change) {
	return 'failed ' + named(change);
}

// ----- Button -----

var BUTTON = 'presentation-screen-switcher';

/** Location is for RoomOS, Type for CE 9; each ignores the other. */
function buttonXml(settings) {
	return (
		'<Extensions><Version>1.11</Version><Panel><Order>1</Order><PanelId>' +
		BUTTON +
		'</PanelId><Origin>local</Origin>' +
		(settings.switchWhen === 'Always'
			? '<Type>Statusbar</Type><Location>HomeScreenAndCallControls'
			: '<Type>InCall</Type><Location>CallControls') +
		'</Location><Icon>Tv</Icon><Color>#1170CF</Color><Name>' +
		settings.buttonName.replace(/[<>&"']/g, function (sign) {
			return '&#' + sign.charCodeAt(0) + ';';
		}) +
		'</Name><ActivityType>Custom</ActivityType></Panel></Extensions>'
	);
}

/** Gives what saves the button on the codec, or removes it, when that is due. */
function createButton(xapi, runtime, timer, backoff, settings) {
	var isDone = false;
	function request() {
		var panel = { PanelId: BUTTON };
		return settings.showButton
			? xapi.command('UserInterface Extensions Panel Save', panel, buttonXml(settings))
			: xapi.command('UserInterface Extensions Panel Remove', panel);
	}
	return function run() {
		if (isDone || timer.waitFor(backoff.retryAt('button', ''))) return;
		isDone = true;
		logRejection(
			runtime,
			withTimeout(runtime, REQUEST_TIMEOUT_MS, request).then(undefined, function (error) {
				// A codec without the button answers its removal with an error.
				isDone = !settings.showButton && errorCode(error) > 0;
				if (isDone) return;
				if (backoff.attempted('button', '', MOST_ATTEMPTS) === 1)
					runtime.warn(failed('saving the button', describeError(error)));
				run();
			})
		);
	};
}

// ----- About -----

var version = '1.0.0';

// ----- Plan -----

var LAYOUT = 'DualPresentationOnly';

/** First shows the participants, and Second the presentation (schema: `Video Monitors`). */
var LAYOUT_OF_TWO = [
	['First', 'Second', 'Second'],
	['Second', 'First', 'First']
];

/**
 * Participants fill Second, then First, then Third, which shows the presentation (schema: `Video Monitors`).
 */
var LAYOUT_OF_THREE = [
	['Second', 'First', 'Third'],
	['Third', 'Second', 'First']
];

/**
 * In DualPresentationOnly, a single screen would show no presentation; it gets Auto and First.
 *
 * @param isMonitorsStuck whether the codec does not take the mode of Video Monitors, and does not refuse it
 * either
 */
function planFor(room, settings, isMonitorsStuck) {
	var monitors = room.monitors,
		isSwapped = room.isSwapped;
	var bySize = room.ranking.screens;
	var changes = [];
	if (!monitors) return { mainOutput: 0, changes: changes };
	var main = bySize.length > 1 ? bySize[isSwapped ? 1 : 0] : undefined;
	var isOfThree = (isMonitorsStuck || !settings.setVideoMonitors) && isLayoutOfThree(room, monitors);
	var roles = (isOfThree ? LAYOUT_OF_THREE : LAYOUT_OF_TWO)[room.isSharing ? 1 : 0];
	if (settings.setVideoMonitors && bySize.length > 0 && (monitors === LAYOUT) !== !!main) {
		var value = main ? LAYOUT : 'Auto';
		changes.push({ path: 'Video Monitors', value: value, before: monitors, isOptional: isMonitorsStuck });
	}
	bySize.forEach(function (screen, place) {
		var before = room.roles[screen.output];
		var role = main ? roles[isSwapped && place < 2 ? 1 - place : Math.min(place, 2)] : 'First';
		var path = 'Video Output Connector '.concat(screen.output, ' MonitorRole');
		var isRight = before === role || (!main && before === 'Auto');
		if (before && role && !isRight) changes.push({ path: path, value: role, before: before });
	});
	return { mainOutput: main ? main.output : 0, changes: changes };
}

/** Auto is Triple with three outputs or more. */
function isLayoutOfThree(room, monitors) {
	return monitors === 'Auto' ? room.outputsInLayout > 2 : monitors.indexOf('Triple') === 0;
}

// ----- Reconciler -----

var SETTLED_MS = 200;

/** Feedback may get lost. */
var LOOK_EVERY_MS = 3e4;
var LOOK_WHEN_IDLE_EVERY_MS = 3e5;

/** The status of a slow codec may show a share for a while after the event that it has stopped. */
var SLOW_STATUS_MS = 2e3;

/**
 * Compares the codec's settings with the plan and writes the difference: after every change in the room,
 * every write and every read. Nothing that is remembered keeps it from trying again. Gives what does what is
 * due.
 */
function createReconciler(xapi, runtime, timer, mirror, writer, settings) {
	var report = createReport(runtime, settings);
	var room;
	var isReading = false;
	var readAt = 0;
	var misses = 0;
	var hasShareStopped = false;
	function readIn(pauseMs) {
		readAt = Math.min(readAt, timer.now() + pauseMs);
		timer.waitFor(readAt);
	}
	function read() {
		if (isReading || timer.waitFor(readAt)) return;
		isReading = true;
		// What changes meanwhile is confirmed by the next read.
		readAt = Infinity;
		var finished = mirror.read().then(function (error) {
			isReading = false;
			misses = error ? misses + 1 : 0;
			report.reading(error, misses);
			look(false);
			readIn(pauseIn(room, misses, hasShareStopped));
			hasShareStopped = false;
			read();
		});
		logRejection(runtime, finished);
	}
	function look(isPressed) {
		if (!mirror.isComplete()) return;
		var before = room;
		var now = roomOf(mirror.state, before, timer.now(), settings, isPressed);
		room = now;
		now.screens.forEach(function (screen) {
			return timer.waitFor(screen.presence.changesAt);
		});
		timer.waitFor(now.shareEndsAt);
		if (before && before.facts !== now.facts) readIn(SETTLED_MS);
		var plan = planFor(now, settings, writer.isMonitorsStuck(now.monitors));
		report.plan(plan, now, !before);
		writer.write(plan.changes, now.changes, plan.mainOutput > 0, function () {
			look(false);
			readIn(SETTLED_MS);
		});
	}
	listenForShares(xapi, runtime, function (hasStopped) {
		hasShareStopped = hasStopped;
		readIn(SETTLED_MS);
	});
	return function (isPressed) {
		look(isPressed);
		read();
	};
}

/**
 * Some firmware reports the end of a share outside a call only as an event, and other feedback may get lost.
 */
function listenForShares(xapi, runtime, listener) {
	var onStart = guardListener(runtime, function () {
		return listener(false);
	});
	var onStop = guardListener(runtime, function () {
		return listener(true);
	});
	xapi.event.on('PresentationStarted', onStart);
	xapi.event.on('PresentationPreviewStarted', onStart);
	xapi.event.on('PresentationStopped', onStop);
	xapi.event.on('PresentationPreviewStopped', onStop);
}

/** Reads come often while the codec is in use, and sooner after one that failed. */
function pauseIn(room, misses, hasShareStopped) {
	var isInUse = !!room && (room.isSharing || room.calls.length > 0);
	return Math.min(
		isInUse ? LOOK_EVERY_MS : LOOK_WHEN_IDLE_EVERY_MS,
		misses > 0 ? pauseAfter(misses) : Infinity,
		hasShareStopped && room && room.shareEndsAt === Infinity ? SLOW_STATUS_MS : Infinity
	);
}

/** Logs what is new. */
function createReport(_a, settings) {
	var log = _a.log,
		warn = _a.warn;
	var tellReading = onceInARow(warn);
	var tellScreens = onceInARow(log);
	var tellMainScreen = onceInARow(log);
	var tellUnsteady = onceInARow(warn);
	var tellRoles = onceInARow(warn);
	var tellMonitors = onceInARow(warn);
	return {
		/** Of a read, which failed so often in a row. */
		reading: function (error, misses) {
			// Once is no trouble: a call that has just ended is often missing in an answer before its end is reported.
			if (misses !== 1) tellReading(error && failed('reading the codec', error));
		},
		plan: function (plan, room, isFirst) {
			if (isFirst) log(found(room));
			var start = isFirst ? 'ready: version ' + version + ', ' : 'screens changed: ';
			tellScreens(screens(room.ranking, settings.largestOutput), start);
			tellMainScreen(mainScreen(plan, room));
			tellUnsteady(unsteady(room));
			tellRoles(withoutRole(room));
			// A mode that another macro resets is right now and then: one line is enough.
			var monitors = withoutMonitors(room) || stuckMonitors(plan.changes);
			if (monitors) tellMonitors(monitors);
		}
	};
}

/** Writes a line unless it was the last one; '' is none. */
function onceInARow(write) {
	var last = '';
	return function (line, start) {
		if (start === undefined) {
			start = '';
		}
		if (line && line !== last) write(start + line);
		last = line;
	};
}

// ----- Settings -----

var declared = {
	largestOutput: { default: 0, min: 0, max: 9, whole: true },
	switchWhen: { default: 'Always', choices: ['Always', 'VideoCall'] },
	setVideoMonitors: { default: true },
	showButton: { default: true },
	buttonName: { default: 'Swap screens', maxLength: 40 }
};

// ----- Start -----

/** A press may be reported twice. */
var PRESS_MS = 300;

/** Starts the macro: from now on the largest screen shows presentations. */
function start(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var timer = createTimer(runtime, run);
	var backoff = createBackoff(timer.now);
	var mirror = createMirror(xapi, runtime, timer);
	var writer = createWriter(xapi, runtime, timer, backoff);
	var reconcile = createReconciler(xapi, runtime, timer, mirror, writer, settings);
	var button = createButton(xapi, runtime, timer, backoff, settings);
	var pressedAt = -PRESS_MS;
	function run() {
		button();
		reconcile(false);
	}
	xapi.event.on(
		'UserInterface Extensions Panel Clicked',
		guardListener(runtime, function (press) {
			if (press.PanelId !== BUTTON || timer.now() < pressedAt + PRESS_MS) return;
			pressedAt = timer.now();
			reconcile(true);
		})
	);
	run();
}

// ----- Main -----

start(xapi, codecRuntime, given);
