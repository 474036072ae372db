/*
 * zoom-obtp-redialer 1.0.0
 *
 * Zoom joins that repair themselves.
 * When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another
 * protocol.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 */

import xapi from 'xapi';

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Domains of Zoom dial strings. Subdomains are included. Accepts domains separated by commas.
var zoomDomains = 'zoomcrc.com';

// Protocol of the redial. Spark requires a codec that is registered to Webex. Accepts 'Spark', 'Sip' or
// 'H323'.
var redialProtocol = 'Spark';

// Seconds between the failed call and the first redial. Accepts a number from 0 to 10.
var redialDelaySeconds = 1;

// Redials per meeting within 5 minutes. Accepts a whole number from 1 to 3.
var maxRedials = 2;

// Words in CauseString that identify an SSL failure. The console shows the cause of every failed Zoom call.
// Accepts words of letters, digits and spaces, separated by commas.
var sslKeywords = 'ssl, tls, certificate';

// Whether messages and alerts are shown on the screen. Accepts true or false.
var showMessages = true;

// Message while the meeting is redialed. Accepts one line of 1 to 140 characters.
var messageConnecting = 'Connecting to Zoom, one moment please';

// Alert after the last redial has failed. Accepts one line of 1 to 255 characters.
var messageNotReached = 'Zoom could not be reached. Please try again, or join from your laptop.';

// Alert if neither the call nor the calendar has a meeting ID. Accepts one line of 1 to 255 characters.
var messageNoMeeting = 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.';

/* ----- End of the settings ----- */

var __assign =
	(this && this.__assign) ||
	function () {
		__assign =
			Object.assign ||
			function (t) {
				for (var s, i = 1, n = arguments.length; i < n; i++) {
					s = arguments[i];
					for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p)) t[p] = s[p];
				}
				return t;
			};
		return __assign.apply(this, arguments);
	};

// ----- Values of the settings -----

var given = {
	zoomDomains: typeof zoomDomains === 'undefined' ? undefined : zoomDomains,
	redialProtocol: typeof redialProtocol === 'undefined' ? undefined : redialProtocol,
	redialDelaySeconds: typeof redialDelaySeconds === 'undefined' ? undefined : redialDelaySeconds,
	maxRedials: typeof maxRedials === 'undefined' ? undefined : maxRedials,
	sslKeywords: typeof sslKeywords === 'undefined' ? undefined : sslKeywords,
	showMessages: typeof showMessages === 'undefined' ? undefined : showMessages,
	messageConnecting: typeof messageConnecting === 'undefined' ? undefined : messageConnecting,
	messageNotReached: typeof messageNotReached === 'undefined' ? undefined : messageNotReached,
	messageNoMeeting: typeof messageNoMeeting === 'undefined' ? undefined : messageNoMeeting
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		clearTimeout(timer);
	},
	now: function () {
		return Date.now();
	},
	log: function (line) {
		console.log(line);
	},
	warn: function (line) {
		console.warn(line);
	},
	error: function (line) {
		console.error(line);
	}
};

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
	return Number(textOf(fieldsOf(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
function describeError(error) {
	var message = textOf(fieldsOf(error).message || error).slice(0, 120);
	return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

function fieldsOf(error) {
	return typeof error === 'object' && error ? error : {};
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
		logBug(runtime, 'an answer', error);
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

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
}

// ----- Shared by macros: settings -----

/** What a setting accepts, in words that follow "expected". */
function acceptedBy(setting) {
	if ('choices' in setting) return "'" + setting.choices.join("', '").replace(/, ('\w+)$/, ' or $1') + "'";
	if ('min' in setting) {
		return (setting.whole ? 'a whole number' : 'a number') + ' from ' + setting.min + ' to ' + setting.max;
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
		warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
	};
	var text = writtenText(given);
	var value = parse(setting, given === undefined ? String(setting.default) : text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + (typeof setting.default === 'string' ? quoted(setting.default) : setting.default));
	return parse(setting, String(setting.default), reject);
}

/** What an integrator wrote, as text: a list counts as its items separated by commas. */
function writtenText(given) {
	if (typeof given === 'boolean') return String(given);
	return Array.isArray(given) ? given.map(textOf).join(',') : textOf(given).trim();
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
	if ('words' in setting) return parseWords(setting, lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) return parseNumber(setting, word);
	return word === 'true' || (word === 'false' ? false : undefined);
}

function parseNumber(setting, text) {
	var value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
	var isAccepted = value >= setting.min && value <= setting.max && !(setting.whole && value % 1);
	return isAccepted ? value : undefined;
}

/** The accepted words. Any other word is dropped, with a warning. */
function parseWords(setting, text, reject) {
	var words = text
		.split(/[,;]/)
		.map(function (word) {
			return word.trim();
		})
		.filter(function (word) {
			return word !== '';
		});
	var accepted = words.filter(function (word) {
		return setting.pattern.test(word);
	});
	if (accepted.length === 0) return undefined;
	words.forEach(function (word) {
		if (accepted.indexOf(word) < 0) reject(word, 'ignoring it');
	});
	return accepted;
}

// ----- About -----

var version = '1.0.0';

// ----- Shared by macros: request timeout -----

/** The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. */
function withTimeout(runtime, milliseconds, answer) {
	return new Promise(function (resolve, reject) {
		var timer = runtime.after(milliseconds, function () {
			reject(new Error('no answer'));
		});
		var stopWaiting = function () {
			runtime.cancel(timer);
		};
		answer.then(resolve, reject);
		answer.then(stopWaiting, stopWaiting);
	});
}

/** The same for a read; undefined if there is nothing at the path. */
function readOptional(runtime, milliseconds, answer) {
	return withTimeout(runtime, milliseconds, answer).then(undefined, function (error) {
		if (errorCode(error) !== ERROR_NO_MATCH) throw error;
		return undefined;
	});
}

// ----- Address -----

/** The longest Number that `Dial` accepts (Cisco's schema). */
var MAX_NUMBER_LENGTH = 255;

/** Meeting ids usually have 9 to 11 digits; Zoom allows 5 to 40. */
var MEETING_ID = /^\d{5,40}$/;

/** Parses a URI. Undefined if its host is neither one of the domains nor below one. */
function parseZoomAddress(uri, domains) {
	var bare = textOf(uri)
		.slice(0, 1e3)
		.replace(/^.*<|>.*$/g, '')
		.trim()
		.replace(/^[a-z][a-z0-9+-]*:|[;?].*$/gi, '');
	var match = /^(?:([^@]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?$/i.exec(bare) || [];
	var domain = (match[2] || '').toLowerCase();
	if (
		!domains.some(function (zoom) {
			return ('.' + domain).slice(-zoom.length - 1) === '.' + zoom;
		})
	)
		return undefined;
	var parts = (match[1] || '').split('.').map(function (part) {
		return part.replace(/[\s\u2010-\u2015-]/g, '');
	});
	if (!MEETING_ID.test(parts[0] || '')) return zoomAddress([], domain);
	return zoomAddress(
		parts.map(function (part) {
			return /^[\w*#]*$/.test(part) ? part : '';
		}),
		domain
	);
}

/** An address from the parts before its @, in order. */
function zoomAddress(parts, domain) {
	return {
		meeting: parts[0] || '',
		passcode: parts[1] || '',
		options: parts[2] || '',
		hostKey: parts[3] || '',
		reserved: parts[4] || '',
		dialCode: parts[5] || '',
		domain: domain
	};
}

function partsOf(one) {
	return [one.meeting, one.passcode, one.options, one.hostKey, one.reserved, one.dialCode];
}

/** The address with each part that it lacks taken from another. */
function withMissingParts(address, other) {
	var others = partsOf(other);
	var parts = partsOf(address).map(function (part, index) {
		return part || others[index] || '';
	});
	return zoomAddress(parts, address.domain);
}

/** The number to dial; '' if it names no meeting, or is longer than the codec accepts. */
function dialString(address) {
	var number = partsOf(address).join('.').replace(/\.+$/, '') + '@' + address.domain;
	return address.meeting && number.length <= MAX_NUMBER_LENGTH ? number : '';
}

/** A meeting for the log, with its id shortened: "Zoom meeting 81…90". */
function shortMeeting(address) {
	var id = address.meeting;
	var shown = id.length < 9 ? 1 : 2;
	return id ? 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown) : 'Zoom';
}

// ----- Invitation -----

var MAX_LENGTH = 2e4;

/** How many invitations in a text, and how many places in an invitation, are looked at. */
var MAX_PLACES = 10;

/** How many characters of a place are looked at. */
var PLACE_LENGTH = 100;

/** `<o:p>` and `<span style="…">`, but not `<sip:…@…>`. */
var TAG = /<\/?[a-z][\w:-]*(\s[^<>]*)?\/?>/g;
var ROOM_LABELS = ['join by sip', 'join by h.323', 'join by h323'];

/**
 * Reads the Zoom meetings in an invitation, as text or HTML. Rooms use the numeric passcode below "Join by
 * SIP" or "Join by H.323". Takes time in proportion to the length of the text, whatever the text is.
 */
function readInvitation(text, domains) {
	return text
		.slice(0, MAX_LENGTH)
		.toLowerCase()
		.replace(TAG, ' ')
		.replace(/&nbsp;|&#160;/g, ' ')
		.replace(/\s+/g, ' ')
		.replace(/[\u2010-\u2015]/g, '-')
		.split('join zoom meeting', MAX_PLACES)
		.map(function (invitation) {
			return readOne(invitation, domains);
		});
}

function readOne(invitation, domains) {
	var starts = ROOM_LABELS.map(function (label) {
		return invitation.indexOf(label);
	}).filter(function (start) {
		return start >= 0;
	});
	var first = starts.sort(function (one, other) {
		return one - other;
	})[0];
	var forRooms = first === undefined ? '' : invitation.slice(first);
	var meeting = firstAfter(invitation, 'meeting id', /^ ?: ?(\d[\d -]{3,60})/);
	var passcode = firstAfter(forRooms, 'passcode', /^ ?: ?(\d[\d-]{0,19})(?![\w*#-])/);
	var written = zoomAddress([meeting, passcode], domains[0] || '');
	var numbers = places(forRooms, '@').map(function (at) {
		var user = /[\w.*#-]*$/.exec(forRooms.slice(Math.max(0, at - PLACE_LENGTH), at));
		var domain = /^[\w.-]*/.exec(forRooms.slice(at + 1, at + PLACE_LENGTH));
		return parseZoomAddress(String(user).replace(/^\D+/, '') + '@' + String(domain), domains);
	});
	var number = numbers.filter(function (address) {
		return address && address.meeting;
	})[0];
	return number ? withMissingParts(number, written) : written;
}

/** The digits of the first match right after a label; '' for none. */
function firstAfter(text, label, pattern) {
	var found = places(text, label).map(function (at) {
		var start = at + label.length;
		var match = pattern.exec(text.slice(start, start + PLACE_LENGTH));
		return ((match && match[1]) || '').replace(/\D/g, '');
	});
	return found.filter(Boolean)[0] || '';
}

/** Where a word is in a text: its first places. */
function places(text, word) {
	var found = [];
	var at = text.indexOf(word);
	while (at >= 0 && found.length < MAX_PLACES) {
		found.push(at);
		at = text.indexOf(word, at + 1);
	}
	return found;
}

// ----- Calendar -----

/** People join from this long before a booking starts until this long after it ends. */
var JOIN_MARGIN_MS = 15 * 60 * 1e3;

/** Only the nearest bookings are parsed: a hostile calendar must not cost seconds. */
var MAX_PARSED = 20;

/**
 * The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since
 * 1970).
 */
function bookedMeetings(current, listed, now, domains) {
	var distance = function (booking) {
		return Math.abs(timeOf(booking, 'StartTime') - now) || 0;
	};
	var near = listed.filter(function (booking) {
		return isNear(booking, now);
	});
	var others = listed.filter(function (booking) {
		return near.indexOf(booking) < 0;
	});
	var byDistance = function (one, other) {
		return distance(one) - distance(other);
	};
	return current
		.concat(near.sort(byDistance), others.sort(byDistance))
		.slice(0, MAX_PARSED)
		.map(function (booking, index) {
			return {
				addresses: addressesIn(booking, domains),
				title: isPrivate(booking) ? '' : textOf(booking.Title).replace(/\s+/g, ' ').slice(0, 255),
				isNear: index < current.length + near.length
			};
		})
		.filter(function (meeting) {
			return meeting.addresses.length > 0;
		});
}

function isNear(booking, now) {
	var start = timeOf(booking, 'StartTime');
	var end = timeOf(booking, 'EndTime') || start;
	return start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS;
}

/** Completes an address from the first booking of its meeting; if it names none, from the nearest booking. */
function completeFromBookings(address, meetings) {
	var meeting = meetings.filter(function (_a) {
		var addresses = _a.addresses,
			isNear = _a.isNear;
		return address.meeting
			? addresses.some(function (other) {
					return other.meeting === address.meeting;
				})
			: isNear;
	})[0];
	if (!meeting) return { address: address, title: '' };
	var complete = meeting.addresses.reduce(function (known, other) {
		return known.meeting && known.meeting !== other.meeting ? known : withMissingParts(known, other);
	}, address);
	return { address: complete, title: meeting.title };
}

function timeOf(booking, which) {
	return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** A codec that tells nothing about privacy knows no private bookings. */
function isPrivate(booking) {
	return !/^(public)?$/i.test(textOf(booking.Privacy));
}

function addressesIn(booking, domains) {
	var calls = listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call);
	return calls
		.map(function (call) {
			return parseZoomAddress(call.Number, domains);
		})
		.concat(readInvitation(textOf(booking.Agenda), domains))
		.filter(function (address) {
			return address !== undefined && address.meeting !== '';
		});
}

// ----- Call id -----

/** The id of a call; '' for what is none. */
function idOf(value) {
	var id = textOf(value);
	return /^\d{1,10}$/.test(id) ? id : '';
}

// ----- Calls -----

/** Reads the calls of `Status Call`; idle ones are none. */
function readCalls(calls, domains) {
	return listOf(calls)
		.filter(function (call) {
			return call.Status !== 'Idle';
		})
		.map(function (call) {
			var address = parseZoomAddress(textOf(call.CallbackNumber) || call.RemoteNumber, domains);
			return {
				id: idOf(call.id),
				state: stateOf(textOf(call.Status), call.Direction === 'Incoming'),
				meeting: address ? address.meeting : '',
				protocol: textOf(call.Protocol)
			};
		});
}

function stateOf(status, isIncoming) {
	if (status === 'Disconnecting') return 'ending';
	if (/^(Connected|OnHold|Preserved|RemotePreserved)$/.test(status)) return 'connected';
	return isIncoming ? 'ringing in' : 'dialing';
}

/** Whether a redial may go out. Calls that ended, and incoming ones that ring, are waited for. */
function callLineState(calls) {
	if (calls.length === 0) return 'idle';
	return calls.every(function (_a) {
		var state = _a.state;
		return state === 'ending' || state === 'ringing in';
	})
		? 'clearing'
		: 'busy';
}

/** Whether a protocol that the codec tells may be the expected one. */
function isProtocol(told, expected) {
	return /^(unknown)?$/i.test(told) || told.toLowerCase() === expected.toLowerCase();
}

// ----- Redial budget -----

/** A redial counts for this long. */
var BUDGET_MS = 5 * 60 * 1e3;
var BUDGET_MINUTES = BUDGET_MS / 6e4;

/** All meetings together may be redialed this many times as often as one. */
var MEETINGS = 3;

/** The redials that still count. */
function recentRedials(redials, now) {
	return redials.filter(function (redial) {
		return now - redial.at < BUDGET_MS;
	});
}

/** Whether a meeting may be redialed after the redials that count. This ends every loop. */
function hasBudget(recent, meeting, max) {
	var same = recent.filter(function (redial) {
		return redial.meeting === meeting;
	});
	return same.length < max && recent.length < max * MEETINGS;
}

// ----- Messages -----

/**
 * Every console line. What it is about comes in shortened; none of them ever holds a passcode or a host key.
 */
function ready(version, domains, protocol) {
	return (
		'ready: version ' + version + ', redials failed Zoom joins (' + domains.join(', ') + ') over ' + protocol
	);
}

function notRegistered(status) {
	return "redialProtocol is 'Spark', but the codec is not registered to Webex (Webex Status: " + status + ')';
}

function ignored(call, reason) {
	return 'call ' + call + ' ignored: ' + reason;
}

function notSsl(cause) {
	return 'not an SSL failure (' + cause + ')';
}

function failed(call, cause) {
	return 'call ' + call + ' failed with an SSL error (' + cause + ')';
}

function redialing(protocol, hasPasscode) {
	return 'redialing over ' + protocol + (hasPasscode ? ' with the passcode' : ', no passcode found');
}

function redialFailed(reason) {
	return 'redial failed (' + reason + ')';
}

function limitReached(max) {
	return 'redial limit reached (' + max + ' in ' + BUDGET_MINUTES + ' minutes)';
}

function givingUp(reason, hasAlert) {
	return 'giving up: ' + reason + (hasAlert ? ', alert shown' : ', alerts are disabled');
}

function requestFailed(what, error) {
	return what + ' failed (' + error + ')';
}

var CONNECTED = 'connected';
var HUNG_UP = 'the redial was hung up in the room';
var OTHER_CALL = 'another call is active';
var UNREACHABLE = 'Zoom unreachable';
var NOT_CLEARED = 'the failed call is not cleared';
var NO_MEETING = 'no meeting ID in the call or the calendar';
var MAYBE_REDIAL = 'the call is older than the macro and may be a redial';
var HAD_CONNECTED = 'it was connected';
var NOT_OURS = 'it was not dialed from this codec';
var IN_PROGRESS = 'a redial of this meeting is in progress';
var NO_ANSWER = 'no answer';
var WITHOUT_NAME = 'display name rejected, dialing without it';

// ----- Codec -----

/** What the macro asks of the codec. */
var REQUEST_TIMEOUT_MS = 1e3;
var CALENDAR_TIMEOUT_MS = 5e3;
var ALERT_RETRY_MS = 2e3;

function codecOf(xapi, runtime, settings) {
	function orNone(bookings) {
		return withTimeout(runtime, CALENDAR_TIMEOUT_MS, bookings).then(undefined, function (error) {
			runtime.warn(requestFailed('reading the calendar', describeError(error)));
			return [];
		});
	}
	function currentBooking() {
		return xapi.status.get('Bookings Current Id').then(function (id) {
			if (!textOf(id)) return [];
			var found = xapi.command('Bookings Get', { Id: textOf(id) });
			return found.then(function (answer) {
				return listOf(answer && (answer.Booking || answer));
			});
		});
	}
	function listedBookings() {
		var listed = xapi.command('Bookings List', { Days: 2, DayOffset: 0 });
		return listed.then(function (answer) {
			return listOf(answer && answer.Booking);
		});
	}
	function readOnce() {
		var read = readOptional(runtime, REQUEST_TIMEOUT_MS, xapi.status.get('Call'));
		return read.then(function (calls) {
			return readCalls(calls, settings.zoomDomains);
		});
	}
	/** Codecs sometimes answer with nothing although there are calls: only several such answers are believed. */
	function confirmed(calls) {
		if (calls.length > 0) return calls;
		var reads = Promise.all([readOnce(), readOnce(), readOnce()]);
		return reads.then(function (answers) {
			return (
				answers.filter(function (answer) {
					return answer.length > 0;
				})[0] || []
			);
		});
	}
	function showAlert(text, hasFailed) {
		var alert = { Title: 'Zoom', Text: text, Duration: 20 };
		xapi.command('UserInterface Message Alert Display', alert).then(undefined, function (error) {
			runtime.warn(requestFailed('showing the alert', describeError(error)));
			if (hasFailed) return;
			runtime.after(ALERT_RETRY_MS, function () {
				showAlert(text, true);
			});
		});
	}
	return {
		calls: function () {
			return readOnce()
				.then(confirmed)
				.then(undefined, function () {
					return undefined;
				});
		},
		meetings: function () {
			var read = Promise.all([orNone(currentBooking()), orNone(listedBookings())]);
			return orNone(
				read.then(function (_a) {
					var current = _a[0],
						listed = _a[1];
					return bookedMeetings(current, listed, runtime.now(), settings.zoomDomains);
				})
			);
		},
		dial: function (number, title) {
			var call = {
				Number: number,
				Protocol: settings.redialProtocol
			};
			if (title) call.DisplayName = title;
			return xapi.command('Dial', call).then(function (answer) {
				return idOf(answer && answer.CallId);
			});
		},
		showLine: function (text) {
			if (!settings.showMessages) return;
			var shown = text
				? xapi.command('UserInterface Message TextLine Display', { Text: text, Duration: 15 })
				: xapi.command('UserInterface Message TextLine Clear', {});
			shown.then(undefined, ignore);
		},
		showAlert: function (text) {
			if (settings.showMessages) showAlert(text, false);
		}
	};
}

// ----- Shared by macros: steady clock -----

/** A difference above this is a step of the codec's clock. */
var MAX_DIFFERENCE_MS = 60 * 1e3;

/**
 * Adds up the differences between readings of the codec's clock, which may be set back or forward by hours.
 * Whoever measures time with it must read it at least every 30 s; each step then costs a minute at most.
 */
function steadyClock(runtime) {
	var last = runtime.now();
	var elapsed = 0;
	return function () {
		var now = runtime.now();
		elapsed += Math.min(Math.max(now - last, 0), MAX_DIFFERENCE_MS);
		last = now;
		return elapsed;
	};
}

// ----- Disconnect -----

/** CauseTypes of `CallDisconnect` that somebody chose (Cisco's API guides). */
var CHOSEN = /^(Local|Remote)(Disconnect|Busy|Reject(ed)?)$/i;
var SSL_LIKE = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i;

/** Classifies the end of a call. */
function classifyDisconnect(end, domains, sslKeywords) {
	var uri = textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
	var type = textOf(end.CauseType).trim().slice(0, 40);
	var text = textOf(end.CauseString).slice(0, 300);
	var cause = withoutSecrets(type + ': ' + text).replace(/^: |: $/g, '') || 'no cause given';
	var scheme = /(sip|spark|h323)s?:/i.exec(uri);
	var wasConnected = Number(textOf(end.Duration)) > 0;
	var isChosen = CHOSEN.test(type);
	var isSsl = !isChosen && (/^InsufficientSecurity$/i.test(type) || hasKeyword(sslKeywords, text));
	var ignoredReason = isSsl ? '' : notSsl(cause);
	if (wasConnected) ignoredReason = HAD_CONNECTED;
	if (textOf(end.OrigCallDirection).toLowerCase() !== 'outgoing') ignoredReason = NOT_OURS;
	return {
		callId: idOf(end.CallId),
		address: parseZoomAddress(uri, domains),
		protocol: textOf(end.Protocol) || (scheme && scheme[1]) || '',
		wasConnected: wasConnected,
		wasHungUp: /^LocalDisconnect$/i.test(type),
		cause: cause,
		ignoredReason: ignoredReason,
		isSuspicious: !isSsl && !isChosen && !wasConnected && SSL_LIKE.test(cause)
	};
}

/**
 * Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or
 * "hassle".
 */
function hasKeyword(keywords, text) {
	return keywords.some(function (keyword) {
		return new RegExp('(^|[^a-z0-9])' + keyword + '(s|v?[0-9.]+)?([^a-z0-9]|$)').test(text.toLowerCase());
	});
}

/** Words for the log: addresses, parts with many digits, and all other digits are removed. */
function withoutSecrets(text) {
	return text
		.replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
		.replace(/[^ -~…]|\d/g, '')
		.slice(0, 120);
}

// ----- Machine -----

/**
 * The redialer's decisions: what an event means in a phase. Pure; redialer.ts carries the effects out.
 * Every repair ends in one of four ways: connected, hung up in the room, another call is active, or an alert.
 */
var PAUSE_MS = 5e3;
var CLEARING_LOOK_MS = 250;
var CLEARING_TIMEOUT_MS = 8e3;

/** How much longer an incoming call may ring. */
var INCOMING_TIMEOUT_MS = 52e3;
var DIAL_TIMEOUT_MS = 1e4;
var RINGING_LOOK_MS = 15e3;
var MISSING_LOOK_MS = 2e3;

/** A redial is followed for so many looks: 2 minutes. */
var MAX_LOOKS = 8;
var REMEMBERED = 50;

/** The step that an event makes in a phase. `now` is in milliseconds, on a clock that never goes back. */
function next(before, event, now, settings) {
	var context = { now: now, settings: settings, effects: [] };
	var phase = remember(before, { redials: recentRedials(before.memory.redials, now) });
	return { phase: afterEvent(phase, event, context), effects: context.effects };
}

function afterEvent(phase, event, context) {
	if (event.type === 'ended') return callEnded(phase, event.end, event.mayBeRedial, context);
	if (event.type === 'connected') return callConnected(phase, event.callId, context);
	if (phase.name === 'idle' || event.type === 'tick') return phase;
	if (event.type === 'calls') return callsRead(phase, event.calls, context);
	if (event.type === 'timer') return timerRang(phase, event.timer, context);
	if (event.type === 'bookings') {
		return phase.name === 'gathering'
			? gathered(update(phase, { meetings: event.meetings }), context)
			: phase;
	}
	if (phase.name !== 'dialing') return phase;
	return event.type === 'dialed'
		? dialed(phase, event.callId, context)
		: refused(phase, event.error, event.isBadParameter, context);
}

function callConnected(before, callId, context) {
	var phase = remember(before, {
		connected: before.memory.connected.concat(callId || []).slice(-REMEMBERED)
	});
	if (phase.name === 'ringing' && phase.callId === callId) return finish(phase, CONNECTED, context);
	// Another call, or a redial that was believed to have failed: the calls tell which.
	if (phase.name === 'gathering') context.effects.push(['read calls']);
	return phase;
}

function callEnded(before, end, mayBeRedial, context) {
	if (end.callId && hasEnded(before.memory, end.callId)) return before;
	var phase = remember(before, { ended: before.memory.ended.concat(end).slice(-REMEMBERED) });
	if (
		phase.name === 'ringing' &&
		(end.callId ? end.callId === phase.callId : mayBeRedialOf(phase, end, context))
	) {
		return redialEnded(phase, end, context);
	}
	var address = end.address;
	if (!address) return phase;
	var isSame = phase.name !== 'idle' && address.meeting === phase.repair.address.meeting;
	// Whether it is the redial is not known before `Dial` is answered.
	if (phase.name === 'dialing' && isSame) return phase;
	var hadConnected = phase.memory.connected.indexOf(end.callId) >= 0;
	var reason = end.ignoredReason || (hadConnected ? HAD_CONNECTED : isSame ? IN_PROGRESS : '');
	if (reason) log(context, address, ignored(end.callId, reason), end.isSuspicious);
	if (phase.name === 'idle') return reason ? phase : begin(phase.memory, address, end, mayBeRedial, context);
	if (reason)
		return isSame ? withRepair(phase, { address: withMissingParts(phase.repair.address, address) }) : phase;
	return begin(finish(phase, OTHER_CALL, context).memory, address, end, mayBeRedial, context);
}

/** A join failed: repairs it, unless it was redialed often enough. */
function begin(memory, address, end, mayBeRedial, context) {
	var repair = { address: address, title: '', hasDialed: false, isLineShown: false };
	var idle = { name: 'idle', memory: memory };
	log(context, address, failed(end.callId, end.cause));
	if (!mayRedial(idle, address, context)) return giveUp(idle, repair, UNREACHABLE, context);
	if (mayBeRedial) return giveUp(idle, repair, MAYBE_REDIAL, context);
	enter(context, [
		['read calls'],
		['read bookings'],
		['wake', 'due', context.settings.redialDelaySeconds * 1e3]
	]);
	return { name: 'gathering', memory: memory, repair: repair, isDue: false, meetings: undefined };
}

/** Redials as soon as the pause is over, and the passcode known or not to be found. */
function gathered(phase, context) {
	var address = phase.repair.address;
	if (!phase.isDue || !(phase.meetings || (address.meeting && address.passcode))) return phase;
	var complete = completeFromBookings(address, phase.meetings || []);
	var title = complete.title || phase.repair.title;
	var repair = update(phase.repair, { address: complete.address, title: title });
	var number = dialString(complete.address);
	if (!number) return giveUp(phase, repair, NO_MEETING, context);
	if (!mayRedial(phase, complete.address, context)) return giveUp(phase, repair, UNREACHABLE, context);
	return clear(phase.memory, repair, number, context);
}

function clear(memory, repair, number, context) {
	enter(context, [['read calls'], ['wake', 'limit', CLEARING_TIMEOUT_MS]]);
	return {
		name: 'clearing',
		memory: memory,
		repair: repair,
		number: number,
		isRinging: false,
		isExtended: false
	};
}

function callsRead(phase, read, context) {
	var calls = (read || []).map(function (call) {
		return call.id && hasEnded(phase.memory, call.id) ? update(call, { state: 'ending' }) : call;
	});
	if (phase.name === 'ringing') return lookedAt(phase, calls, read !== undefined, context);
	if (phase.name === 'dialing') return searched(phase, calls, context);
	if (callLineState(calls) === 'busy') return follow(phase, calls, context);
	if (phase.name === 'giving up') return tellRoom(phase, context);
	if (phase.name === 'clearing' && read && calls.length === 0) return redial(phase, context);
	var waiting = read && !phase.repair.isLineShown ? withRepair(phase, { isLineShown: true }) : phase;
	if (waiting !== phase) context.effects.push(['show line']);
	if (waiting.name === 'gathering') return waiting;
	context.effects.push(['wake', 'look', CLEARING_LOOK_MS]);
	return update(waiting, {
		isRinging: calls.some(function (call) {
			return call.state === 'ringing in';
		})
	});
}

/** A call is up or coming up: the redial after all, or another one. */
function follow(phase, calls, context) {
	var own = redialAmong(phase, calls, context);
	if (!own) return finish(phase, OTHER_CALL, context);
	return own.state === 'connected' ? finish(phase, CONNECTED, context) : ring(phase, own.id, context);
}

/** Dials in the same turn in which there are no calls. */
function redial(_a, context) {
	var memory = _a.memory,
		repair = _a.repair,
		number = _a.number;
	var _b = repair.address,
		meeting = _b.meeting,
		passcode = _b.passcode;
	var redials = memory.redials.concat({ meeting: meeting, at: context.now });
	log(context, repair.address, redialing(context.settings.redialProtocol, passcode !== ''));
	enter(context, [
		['dial', number, repair.title],
		['wake', 'look', DIAL_TIMEOUT_MS]
	]);
	return {
		name: 'dialing',
		memory: update(memory, { redials: redials }),
		repair: update(repair, { hasDialed: true }),
		number: number,
		endedBefore: memory.ended
	};
}

function dialed(phase, callId, context) {
	if (!callId) return phase;
	var end = phase.memory.ended.filter(function (one) {
		return one.callId === callId;
	})[0];
	if (end) return redialEnded(phase, end, context);
	var isConnected = phase.memory.connected.indexOf(callId) >= 0;
	return isConnected ? finish(phase, CONNECTED, context) : ring(phase, callId, context);
}

function refused(phase, error, isBadParameter, context) {
	if (!isBadParameter || !phase.repair.title) return tryAgain(phase, error, context);
	log(context, phase.repair.address, WITHOUT_NAME, true);
	// The rejected `Dial` does not count. It may have taken seconds, so the calls are read again.
	var memory = update(phase.memory, { redials: phase.memory.redials.slice(0, -1) });
	return clear(memory, update(phase.repair, { title: '' }), phase.number, context);
}

/** `Dial` is not answered: if it was carried out, its call is there, or has ended meanwhile. */
function searched(phase, calls, context) {
	if (redialAmong(phase, calls, context)) return follow(phase, calls, context);
	var ends = phase.memory.ended.filter(function (end) {
		return phase.endedBefore.indexOf(end) < 0 && mayBeRedialOf(phase, end, context);
	});
	var end = ends[ends.length - 1];
	return end ? redialEnded(phase, end, context) : tryAgain(phase, NO_ANSWER, context);
}

function ring(_a, callId, context) {
	var memory = _a.memory,
		repair = _a.repair;
	enter(context, [['wake', 'look', RINGING_LOOK_MS]]);
	return { name: 'ringing', memory: memory, repair: repair, callId: callId, looks: 0, isMissing: false };
}

function lookedAt(phase, calls, isRead, context) {
	var call = calls.filter(function (_a) {
		var id = _a.id,
			state = _a.state;
		return id === phase.callId && state !== 'ending';
	})[0];
	var isMissing = isRead && !call;
	var looks = phase.looks + 1;
	if (call && call.state === 'connected') return finish(phase, CONNECTED, context);
	if (call && looks >= MAX_LOOKS) return finish(phase, OTHER_CALL, context);
	if (looks >= MAX_LOOKS || (isMissing && phase.isMissing)) {
		return giveUp(phase, phase.repair, UNREACHABLE, context);
	}
	context.effects.push(['wake', 'look', isMissing ? MISSING_LOOK_MS : RINGING_LOOK_MS]);
	return update(phase, { looks: looks, isMissing: isMissing });
}

function redialEnded(phase, end, context) {
	var hadConnected = end.wasConnected || phase.memory.connected.indexOf(end.callId) >= 0;
	if (hadConnected) return finish(phase, CONNECTED, context);
	return end.wasHungUp ? finish(phase, HUNG_UP, context) : tryAgain(phase, end.cause, context);
}

/** The redial failed: redials after a pause, or gives up. */
function tryAgain(phase, reason, context) {
	var memory = phase.memory,
		repair = phase.repair;
	log(context, repair.address, redialFailed(reason), true);
	if (!mayRedial(phase, repair.address, context)) return giveUp(phase, repair, UNREACHABLE, context);
	enter(context, [['read calls'], ['wake', 'due', PAUSE_MS]]);
	var hidden = update(repair, { isLineShown: false });
	return { name: 'gathering', memory: memory, repair: hidden, isDue: false, meetings: [] };
}

function timerRang(phase, timer, context) {
	if (phase.name === 'gathering') return gathered(update(phase, { isDue: true }), context);
	if (phase.name === 'clearing' && timer === 'limit') {
		if (!phase.isRinging || phase.isExtended) return giveUp(phase, phase.repair, NOT_CLEARED, context);
		context.effects.push(['wake', 'limit', INCOMING_TIMEOUT_MS]);
		return update(phase, { isExtended: true });
	}
	context.effects.push(['read calls']);
	return phase;
}

function mayRedial(phase, address, context) {
	var limit = context.settings.maxRedials;
	var isAllowed = hasBudget(phase.memory.redials, address.meeting, limit);
	if (!isAllowed) log(context, address, limitReached(limit), true);
	return isAllowed;
}

/** Gives up, after a last look at the calls. */
function giveUp(_a, repair, reason, context) {
	var memory = _a.memory;
	enter(context, [['read calls']]);
	return { name: 'giving up', memory: memory, repair: repair, reason: reason };
}

function tellRoom(_a, context) {
	var memory = _a.memory,
		repair = _a.repair,
		reason = _a.reason;
	log(context, repair.address, givingUp(reason, context.settings.showMessages), true);
	hideLine(repair, context);
	context.effects.push(['alert', reason === NO_MEETING ? 'messageNoMeeting' : 'messageNotReached']);
	return { name: 'idle', memory: memory };
}

function finish(_a, line, context) {
	var memory = _a.memory,
		repair = _a.repair;
	var meeting = repair.address.meeting;
	log(context, repair.address, line);
	hideLine(repair, context);
	var kept = memory.redials.filter(function (made) {
		return line !== CONNECTED || made.meeting !== meeting;
	});
	return { name: 'idle', memory: update(memory, { redials: kept }) };
}

function hideLine(repair, context) {
	enter(context, repair.isLineShown ? [['clear line']] : []);
}

/** Every phase begins with this: what the one before has asked for no longer matters. */
function enter(context, effects) {
	context.effects.push(['forget']);
	effects.forEach(function (effect) {
		return context.effects.push(effect);
	});
}

function log(context, address, line, isWarning) {
	if (isWarning === undefined) {
		isWarning = false;
	}
	context.effects.push([isWarning ? 'warn' : 'log', shortMeeting(address) + ': ' + line]);
}

function hasEnded(memory, callId) {
	return memory.ended.some(function (end) {
		return end.callId === callId;
	});
}

function redialAmong(_a, calls, _b) {
	var repair = _a.repair;
	var settings = _b.settings;
	return calls.filter(function (_a) {
		var state = _a.state,
			meeting = _a.meeting,
			protocol = _a.protocol;
		return (
			repair.hasDialed &&
			meeting === repair.address.meeting &&
			isProtocol(protocol, settings.redialProtocol) &&
			(state === 'dialing' || state === 'connected')
		);
	})[0];
}

function mayBeRedialOf(_a, _b, _c) {
	var repair = _a.repair;
	var address = _b.address,
		protocol = _b.protocol;
	var settings = _c.settings;
	var isSame = address !== undefined && address.meeting === repair.address.meeting;
	return isSame && isProtocol(protocol, settings.redialProtocol);
}

function remember(phase, changes) {
	return update(phase, { memory: update(phase.memory, changes) });
}

function withRepair(phase, changes) {
	return __assign(__assign({}, phase), { repair: update(phase.repair, changes) });
}

function update(value, changes) {
	return __assign(__assign({}, value), changes);
}

// ----- Phases -----

var idle = { name: 'idle', memory: { ended: [], connected: [], redials: [] } };

// ----- Redialer -----

var TICK_MS = 30 * 1e3;

/** If the calls at start cannot be read: one that ends this soon may have been among them. */
var AFTER_START_MS = 60 * 1e3;
var ERROR_BAD_PARAMETERS = 4;

/** Feeds events to the state machine, and carries out what it decides. */
function createRedialer(codec, runtime, settings) {
	var now = steadyClock(runtime);
	var phase = idle;
	/** Rises when a phase is left. */
	var turn = 0;
	var timers = [];
	var isTicking = false;
	var mayBeFromBefore = function () {
		return true;
	};
	/** If anything throws in here, the macro is idle afterwards and reacts to the next failure. */
	var feed = guardListener(runtime, function (event) {
		var before = phase;
		phase = { name: 'idle', memory: before.memory };
		var step = next(before, event, now(), settings);
		step.effects.forEach(carryOut);
		phase = step.phase;
		if (phase.memory.redials.length > 0) keepTime();
	});
	/** The steady clock needs to be read as long as redials count. */
	function keepTime() {
		if (isTicking) return;
		isTicking = true;
		runtime.after(TICK_MS, function () {
			isTicking = false;
			feed({ type: 'tick' });
		});
	}
	/** Feeds events of the present phase, and drops them when it has been left. */
	function whileHere() {
		var asked = turn;
		return function (event) {
			if (asked === turn) feed(event);
		};
	}
	function carryOut(effect) {
		var then = whileHere();
		switch (effect[0]) {
			case 'log':
				return runtime.log(effect[1]);
			case 'warn':
				return runtime.warn(effect[1]);
			case 'forget':
				turn += 1;
				timers.forEach(function (timer) {
					runtime.cancel(timer);
				});
				timers = [];
				return;
			case 'wake':
				timers = timers.concat(
					runtime.after(effect[2], function () {
						then({ type: 'timer', timer: effect[1] });
					})
				);
				return;
			case 'read calls':
				return ask(codec.calls(), function (calls) {
					return then({ type: 'calls', calls: calls });
				});
			case 'read bookings':
				return ask(codec.meetings(), function (meetings) {
					return then({ type: 'bookings', meetings: meetings });
				});
			case 'dial':
				return dial(effect[1], effect[2], then);
			case 'show line':
				return codec.showLine(settings.messageConnecting);
			case 'clear line':
				return codec.showLine('');
			case 'alert':
				return codec.showAlert(settings[effect[1]]);
		}
	}
	function ask(request, answered) {
		logRejection(runtime, request.then(answered));
	}
	function dial(number, title, then) {
		var isBad = function (error) {
			return errorCode(error) === ERROR_BAD_PARAMETERS;
		};
		var event = codec.dial(number, title).then(
			function (callId) {
				return { type: 'dialed', callId: callId };
			},
			function (error) {
				return {
					type: 'refused',
					error: describeError(error),
					isBadParameter: isBad(error)
				};
			}
		);
		ask(event, then);
	}
	ask(codec.calls(), function (calls) {
		if (calls)
			mayBeFromBefore = function (callId) {
				return calls.some(function (call) {
					return call.id === callId;
				});
			};
		else
			runtime.after(AFTER_START_MS, function () {
				return (mayBeFromBefore = function () {
					return false;
				});
			});
	});
	return {
		callEnded: function (report) {
			var end = classifyDisconnect(report, settings.zoomDomains, settings.sslKeywords);
			// A redial from before a restart is not remembered: repairing it could go on for ever.
			var mayBeRedial = isProtocol(end.protocol, settings.redialProtocol) && mayBeFromBefore(end.callId);
			feed({ type: 'ended', end: end, mayBeRedial: mayBeRedial });
		},
		callConnected: function (report) {
			feed({ type: 'connected', callId: idOf(report.CallId) });
		}
	};
}

// ----- Settings -----

/** Every setting of the macro, declared here and nowhere else. */
var declared = {
	zoomDomains: {
		default: 'zoomcrc.com',
		words: 'domains',
		pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/
	},
	redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
	redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
	maxRedials: { default: 2, min: 1, max: 3, whole: true },
	sslKeywords: {
		default: 'ssl, tls, certificate',
		words: 'words of letters, digits and spaces,',
		pattern: /^[a-z0-9 ]{2,40}$/
	},
	showMessages: { default: true },
	messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
	messageNotReached: {
		default: 'Zoom could not be reached. Please try again, or join from your laptop.',
		maxLength: 255
	},
	messageNoMeeting: {
		default: 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.',
		maxLength: 255
	}
};

var help = {
	zoomDomains: 'Domains of Zoom dial strings. Subdomains are included.',
	redialProtocol: 'Protocol of the redial. Spark requires a codec that is registered to Webex.',
	redialDelaySeconds: 'Seconds between the failed call and the first redial.',
	maxRedials: 'Redials per meeting within ' + BUDGET_MINUTES + ' minutes.',
	sslKeywords:
		'Words in CauseString that identify an SSL failure. The console shows the cause of every failed Zoom call.',
	showMessages: 'Whether messages and alerts are shown on the screen.',
	messageConnecting: 'Message while the meeting is redialed.',
	messageNotReached: 'Alert after the last redial has failed.',
	messageNoMeeting: 'Alert if neither the call nor the calendar has a meeting ID.'
};

// ----- Start -----

/** Starts the macro with the settings that an integrator gave: from now on failed Zoom joins are redialed. */
function start(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var redialer = createRedialer(codecOf(xapi, runtime, settings), runtime, settings);
	xapi.event.on('CallDisconnect', guardListener(runtime, redialer.callEnded));
	xapi.event.on('CallSuccessful', guardListener(runtime, redialer.callConnected));
	runtime.log(ready(version, settings.zoomDomains, settings.redialProtocol));
	if (settings.redialProtocol !== 'Spark') return;
	var checked = xapi.status.get('Webex Status').then(function (status) {
		// A codec that is still registering, or has no such status, is no reason to warn.
		if (status && !/^Register/.test(status)) runtime.warn(notRegistered(status));
	}, ignore);
	logRejection(runtime, checked);
}

// ----- Main -----

start(xapi, codecRuntime, given);
